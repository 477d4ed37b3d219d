/** A run of programs on one Python: once with clones, once by replay, each in a process of its own. */

/** @typedef {import("../pythons.mjs").Python} Python */

/**
 * @typedef {object} Batch
 * @property {Python} python
 * @property {number} seed of the first program
 * @property {number} programs
 * @property {string} flavours
 * @property {string} without the constructs that are left out
 * @property {boolean} uncloned whether replay is compared with replay, to try the programs themselves
 */

/**
 * What one process wrote of one program.
 * @typedef {object} Written
 * @property {number} seed
 * @property {string} flavour
 * @property {number} digest of the program, which is the same everywhere
 * @property {string | readonly (readonly string[])[]} branches their transcripts; a traceback where there are none
 */

/**
 * What went wrong with one program. A crash has no transcripts, but what the dying process said.
 * @typedef {object} Finding
 * @property {"difference" | "crash"} kind
 * @property {Python} python
 * @property {number} seed
 * @property {string} flavour
 * @property {string} without
 * @property {Written | undefined} got with clones
 * @property {Written | undefined} expected by replay
 * @property {string} said
 */

/** @typedef {{ readonly clones: number, readonly suspensions: number }} Counts */

/**
 * @typedef {object} Result
 * @property {readonly Finding[]} findings
 * @property {readonly Written[]} written by replay
 * @property {Counts} counts with clones
 */

const FILE = "python/fuzz/run.py";

/** What python/fuzz/run.py is told about which programs to make. */
const argsOf = (
  /** @type {number} */ seed,
  /** @type {number} */ programs,
  /** @type {string} */ flavours,
  /** @type {string} */ without,
) => [
  ...["--seed", String(seed), "--programs", String(programs)],
  ...["--flavours", flavours, "--without", without],
];

/** Seconds that a process may take. A program takes some hundredths of one in Pyodide, whose start takes some. */
const deadlineOf = (/** @type {number} */ programs) => 60 + programs * 0.3;

/** Runs a batch and compares. */
export const runBatch = async (/** @type {Batch} */ batch) => {
  const expected = await collect(batch, "replay");
  const got = await collect(batch, batch.uncloned ? "replay" : "clones");
  /** @type {Finding[]} */
  const findings = [...expected.crashes, ...got.crashes];
  for (const [key, line] of expected.lines) {
    const other = got.lines.get(key);
    if (other === undefined || other === line) continue;
    const [wanted, had] = [parse(line), parse(other)];
    const { seed, flavour } = wanted;
    findings.push({
      kind: "difference",
      python: batch.python,
      seed,
      flavour,
      without: batch.without,
      expected: wanted,
      got: had,
      said: "",
    });
  }
  /** @type {Result} */
  const result = { findings, written: [...expected.lines.values()].map(parse), counts: got.counts };
  return result;
};

/** The source of a program with its script, and whether it is run under a strained collector. */
export const showProgram = async (
  /** @type {Pick<Finding, "python" | "seed" | "flavour" | "without">} */ which,
) => {
  const { python, seed, flavour, without } = which;
  const args = ["replay", "--show", ...argsOf(seed, 1, flavour, without)];
  return (await python.run(FILE, args, deadlineOf(1))).output;
};

/** @returns {Written} */
const parse = (/** @type {string} */ line) => JSON.parse(line);

/**
 * Runs all programs of a batch in one way. A process that dies is followed by one that begins behind the program that
 * it died in.
 * @param {Batch} batch
 * @param {"clones" | "replay"} how
 */
const collect = async (batch, how) => {
  const { python, flavours, without } = batch;
  const end = batch.seed + batch.programs;
  /** @type {Map<string, string>} what was written, by seed and flavour */
  const lines = new Map();
  /** @type {Finding[]} */
  const crashes = [];
  let counts = { clones: 0, suspensions: 0 };
  for (let seed = batch.seed; seed < end; ) {
    const args = [how, ...argsOf(seed, end - seed, flavours, without)];
    const ended = await python.run(FILE, args, deadlineOf(end - seed));
    const { begun, totals } = read(ended.stdout, lines);
    counts = { clones: counts.clones + totals.clones, suspensions: counts.suspensions + totals.suspensions };
    if (totals.programs > 0) break;
    const { seed: last, flavour } = begun ?? { seed, flavour: flavours };
    const said = `${how === "clones" ? "With clones" : "By replay"}, ${ended.how}.\n${lastWords(ended)}`;
    const again = await dies(batch, how, last, flavour);
    const advice = again ? "It dies alone, too." : `Alone it lives: it takes the programs from ${seed} on.`;
    crashes.push({
      ...{ kind: "crash", python, seed: last, flavour, without, expected: undefined, got: undefined },
      said: `${said}\n${advice}`,
    });
    if (begun === undefined) break;
    seed = last + 1;
  }
  return { lines, crashes, counts };
};

/**
 * Whether a program kills its process when it is the only one.
 * @param {Batch} batch
 * @param {"clones" | "replay"} how
 * @param {number} seed
 * @param {string} flavour
 */
const dies = async (batch, how, seed, flavour) => {
  const args = [how, ...argsOf(seed, 1, flavour, batch.without)];
  return read((await batch.python.run(FILE, args, deadlineOf(1))).stdout, new Map()).totals.programs === 0;
};

/**
 * Reads what a process wrote into `lines`. Its totals count no programs where it died before it wrote them.
 * @param {string} stdout
 * @param {Map<string, string>} lines
 */
const read = (stdout, lines) => {
  /** @type {{ seed: number, flavour: string } | undefined} */
  let begun;
  let totals = { programs: 0, clones: 0, suspensions: 0 };
  for (const line of stdout.split("\n")) {
    if (!line.endsWith("}")) continue; // the half line of a process that died
    if (line.startsWith('{"begin"')) {
      const { begin: seed, flavour } = JSON.parse(line);
      begun = { seed, flavour };
    } else if (line.startsWith('{"seed"') && begun !== undefined) {
      lines.set(`${begun.seed} ${begun.flavour}`, line);
    } else if (line.startsWith('{"programs"')) {
      totals = JSON.parse(line);
    }
  }
  return { begun, totals };
};

/** The end of what a dying process said, without the transcripts. */
const lastWords = (/** @type {import("../process.mjs").Ended} */ ended) => {
  const said = ended.output.split("\n").filter((line) => !line.startsWith('{"'));
  return said.slice(-25).join("\n").trim();
};
