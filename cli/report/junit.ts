import { actionInWords } from "../../script/words.ts";
import type { Done, Report, Result } from "../result.ts";
import { totalsOf } from "../result.ts";
import type { Reporter } from "./reporter.ts";
import { bothInWords } from "./words.ts";

/** JUnit's XML as CI servers read it: a suite is an experiment on a Python, a case is an action. */
export const junit: Reporter = {
  begin: () => "",
  tell: () => "",
  end: (reports) => {
    const { actions, differences } = totalsOf(reports);
    const errors = reports
      .flatMap(({ results }) => results)
      .filter(({ failure }) => failure !== undefined).length;
    const counts = { tests: actions + errors, failures: differences, errors };
    const suites = reports.flatMap((report) => report.results.map((result) => suite(report, result)));
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      element("testsuites", { name: "genclone", ...counts }, suites),
      "",
    ].join("\n");
  },
};

function suite({ target }: Report, { python, done, status, failure }: Result): string {
  const name = `${target.name} on ${python.name}`;
  const isSkipped = status === "unchecked";
  const errors = failure === undefined ? [] : [noInterpreter(name, failure)];
  const counts = {
    tests: done.length + errors.length,
    failures: done.filter(({ differs }) => differs).length,
    errors: errors.length,
    skipped: isSkipped ? done.length : 0,
  };
  return element("testsuite", { name, ...counts }, [
    ...done.map((each) => testCase(name, each, isSkipped)),
    ...errors,
  ]);
}

const noInterpreter = (suiteName: string, message: string): string =>
  element("testcase", { name: "an interpreter", classname: suiteName }, [element("error", { message }, [])]);

function testCase(
  suiteName: string,
  { index, action, step, expected, differs }: Done,
  isSkipped: boolean,
): string {
  const inside: string[] = [];
  if (differs) {
    const [wanted, got] = bothInWords(expected, { ...step.outcome, digest: step.digest });
    const message = `expected ${wanted}, got ${got}`;
    inside.push(element("failure", { type: step.outcome.kind, message }, [escaped(message)]));
  }
  if (isSkipped) inside.push(element("skipped", { message: "nothing is expected of it" }, []));
  if (step.stdout !== "") inside.push(element("system-out", {}, [escaped(step.stdout)]));
  if (step.stderr !== "") inside.push(element("system-err", {}, [escaped(step.stderr)]));
  const name = `${index + 1} ${actionInWords(action)}`;
  return element("testcase", { name, classname: suiteName }, inside);
}

function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  inside: readonly string[],
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const tag = `${name}${written.join("")}`;
  return inside.length === 0 ? `<${tag}/>` : `<${tag}>${inside.join("\n")}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  // Attributes would turn them into spaces.
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};

/** XML has no way at all to write other control characters, nor half of a character. */
const escaped = (text: string): string =>
  text
    .replace(/[&<>"\n\r\t]/g, (found) => ENTITIES[found] ?? found)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu, "\ufffd");
