/** An experiment that tries something, run as `g()` and stepped once. */
export interface Attack {
  /** What it tries, in words of its own. */
  readonly name: string;
  /** Its source, which defines `g`. Whatever it gets hold of goes to `url`, a server that listens. */
  readonly source: (url: string) => string;
  /**
   * What the outcome of its one step must be: the attempt's own report where it yields one. An attack that got what it
   * was after yields `'reached'`, which matches none.
   */
  readonly outcome: RegExp;
  /** Whether the next step yields `on`: the attempt's own experiment is then the honest one that comes after it. */
  readonly goesOn: boolean;
}

const indented = (text: string, by: string): string =>
  text
    .trim()
    .split("\n")
    .map((line) => `${by}${line}`)
    .join("\n");

/** The source of an attack by these lines, which can use `js`, `url` and `run(text)`, JavaScript's own way. */
const attempt = (lines: string) => (url: string) =>
  `import js
url = ${JSON.stringify(url)}

def run(text):
    return js.Function.new(text)()

def g():
    try:
${indented(lines, "        ")}
    except BaseException as error:
        yield "failed: " + type(error).__name__
    yield "on"
`;

/** An attack that meets a wall at once, so that its lines raise; those after it would yield `reached`. */
export const walled = (name: string, lines: string): Attack => ({
  name,
  source: attempt(`${lines.trim()}\nyield "reached"`),
  outcome: /^yielded 'failed: (AttributeError|JsException|ImportError|ModuleNotFoundError|OSError|URLError)'/,
  goesOn: true,
});

/** An attack that is let begin, and whose end the server or the page tells: it must come to nothing. */
export const futile = (name: string, lines: string): Attack => ({
  name,
  source: attempt(`${lines.trim()}\nyield "begun"`),
  outcome: /^yielded '(begun|failed: \w+)'/,
  goesOn: true,
});

/** An attack by a whole source. */
export const whole = (name: string, source: string, outcome: RegExp): Attack => ({
  name,
  source: () => source,
  outcome,
  goesOn: false,
});
