import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inRepository } from "../scripts/paths.mjs";

// The command itself, as a process of its own. Each run of an experiment boots a real interpreter or two, which takes
// its seconds; so a run answers several questions.

const folder = mkdtempSync(join(tmpdir(), "genclone-command-"));
const at = (...parts: string[]) => join(folder, ...parts);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const environment = { ...process.env, TMPDIR: at("tmp"), FORCE_COLOR: undefined, PORT: undefined };

const start = (args: readonly string[], cwd = folder): ChildProcess =>
  spawn(process.execPath, [inRepository("cli", "genclone.mjs"), ...args], { cwd, env: environment });

function genclone(...args: readonly string[]): Promise<Ended> {
  return ended(start(args));
}

function ended(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ["", ""];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, stdout, stderr })));
}

/** The temporary files of the command; tsx keeps some of its own. */
const temporary = () => readdirSync(at("tmp")).filter((name) => name.startsWith("genclone-"));

const NEXT = { do: "next", branch: "A" };
const START = { do: "start", branch: "A", call: "g()" };

function write(name: string, source: string, rest: object = {}): string {
  const experiment = {
    format: 2,
    title: name,
    python: "3.14",
    source,
    actions: [START, NEXT, NEXT],
    ...rest,
  };
  writeFileSync(at(name), JSON.stringify(experiment));
  return at(name);
}

const COUNTS = "def g():\n    yield 1\n    yield 2\n    return 3\n";
const HANGS = "def g():\n    yield 1\n    while True: pass\n";

beforeAll(() => {
  for (const name of ["tmp", "mixed", "update"]) mkdirSync(at(name));
});

describe("without an experiment", () => {
  test("--help tells of the commands, and each command of itself", async () => {
    const all = await genclone("--help");
    expect(all).toMatchObject({ code: 0, stderr: "" });
    expect(all.stdout).toMatch(/run .*\n.*check .*\n.*link .*\n.*open .*\n.*script /);
    const run = await genclone("run", "--help");
    expect(run.code).toBe(0);
    expect(run.stdout.replace(/\s+/g, " ")).toContain(
      "A link is somebody else's code and is run only with --trust",
    );
  });

  test("--version is the package's", async () => {
    const { version } = JSON.parse(readFileSync(inRepository("package.json"), "utf8"));
    expect(await genclone("--version")).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  test.each([
    ["no command", [], "Usage: genclone"],
    ["an unknown option", ["run", "--fast", "."], "unknown option '--fast'"],
    ["what cannot be done", ["run", "none.json"], "none.json: There is no such file or folder."],
  ])("%s is exit code 2, with a word on what to do", async (_, args, said) => {
    const { code, stdout, stderr } = await genclone(...args);
    expect(stderr).toContain(said);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

test("check reads each, runs none, and names those that cannot be read", async () => {
  const good = write("good.json", HANGS);
  writeFileSync(at("damaged.json"), "{");
  expect(await genclone("check", good)).toEqual({
    code: 0,
    stdout: `${good}: good.json, Python 3.14, 3 actions, nothing expected\n`,
    stderr: "",
  });
  const { code, stdout, stderr } = await genclone("check", good, "damaged.json");
  expect(code).toBe(2);
  expect(stdout).toContain("good.json");
  expect(stderr).toMatch(/^damaged\.json: It is not JSON/);
});

test("link prints the page's address with the experiment in its fragment, always the same", async () => {
  write("counts.json", COUNTS);
  const { code, stdout } = await genclone("link", "counts.json");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^http:\/\/localhost:4173\/#v1\.[\w-]+\n$/);
  const elsewhere = await genclone("link", "counts.json", "--site", "https://example.org/play");
  expect(elsewhere.stdout).toBe(stdout.replace("http://localhost:4173/", "https://example.org/play"));
  expect(await genclone("check", elsewhere.stdout.trim())).toMatchObject({ code: 0 });
});

describe("run", () => {
  // Three boots: one, and one more each time that an interpreter is ended.
  test("compares, stops what hangs, caps the memory, and goes on", { timeout: 180_000 }, async () => {
    const yields = (text: string) => ({ kind: "yielded", text });
    const started = { kind: "started", text: "A is g()" };
    write("mixed/a.json", COUNTS, { expected: [started, yields("1"), yields("2")] });
    write("mixed/b.json", COUNTS, { expected: [null, yields("1"), yields("3")] });
    write("mixed/c.json", HANGS, { expected: [started, yields("1"), { kind: "stopped" }] });
    write("mixed/d.json", HANGS);
    write("mixed/e.json", "def g():\n    yield 1\n    bytes(10**9)\n", {
      expected: [null, null, { kind: "raised", text: "MemoryError" }],
    });
    write("mixed/f.json", COUNTS);
    const args = ["run", "mixed", "--timeout", "0.7", "--memory", "256", "--jobs", "1"];
    const { code, stdout, stderr } = await genclone(...args, "--reporter", "json");
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(stderr).toBe("");
    expect(lines.at(-1)).toEqual({
      totals: { experiments: 6, passed: 3, differing: 2, unchecked: 1, actions: 18, differences: 2 },
    });
    expect(code).toBe(1);
    expect(lines.filter((line) => "expected" in line)).toMatchObject([
      { experiment: join("mixed", "b.json"), index: 2, expected: yields("3"), outcome: yields("2") },
      { experiment: join("mixed", "d.json"), index: 2, expected: null, outcome: { kind: "stopped" } },
    ]);
    expect(temporary()).toEqual([]);
  });

  test("--update records, in canonical form, and a run then is as expected; --out has the report", {
    timeout: 180_000,
  }, async () => {
    const file = write("update/a.json", COUNTS, { "x-ours": 1 });
    const first = await genclone("run", "update", "--update");
    expect(first.stdout).toBe(
      `✓ ${join("update", "a.json")}  update/a.json, 3.14: recorded, 3 outcomes are new\n1 as expected, 0 differ; 3 actions\n`,
    );
    expect(first.code).toBe(0);
    const written = readFileSync(file, "utf8");
    expect(JSON.parse(written)).toMatchObject({
      "x-ours": 1,
      expected: [{}, { kind: "yielded", text: "1" }, {}],
    });
    expect(written).toMatch(/^\{\n {2}"format": 2,\n[\s\S]*\n\}\n$/);

    const second = await genclone("run", "update", "--out", "report.xml", "--reporter", "junit");
    expect(second.stdout).toBe("1 as expected, 0 differ; 3 actions\nThe report is in report.xml.\n");
    expect(second.code).toBe(0);
    expect(readFileSync(at("report.xml"), "utf8")).toContain(
      '<testsuites name="genclone" tests="3" failures="0" errors="0">',
    );
  });

  test("a link that is trusted runs, kept from the disk and from other processes", {
    timeout: 120_000,
  }, async () => {
    const doors = [
      `fs.readFileSync(${JSON.stringify(inRepository("package.json"))})`,
      `fs.writeFileSync(${JSON.stringify(at("written"))}, "")`,
      `process.getBuiltinModule("node:child_process").execFileSync("true")`,
      `new (process.getBuiltinModule("node:worker_threads").Worker)("", { eval: true })`,
    ];
    const source = [
      "from pyodide.code import run_js",
      `doors = ${JSON.stringify(doors)}`,
      "def attempt(door):",
      "    try:",
      "        run_js('const fs = process.getBuiltinModule(\"node:fs\"); ' + door)",
      "    except BaseException as error:",
      "        return 'restricted' in str(error)",
      "def g():",
      "    yield [attempt(door) for door in doors]",
      "    import js",
      "    yield dict(js.process.env.to_py() if hasattr(js.process.env, 'to_py') else {})",
    ].join("\n");
    write("doors.json", source, { expected: [null, { kind: "yielded", text: "[True, True, True, True]" }] });
    const { stdout: link } = await genclone("link", "doors.json");
    const { code, stdout } = await genclone("run", link.trim(), "--trust");
    expect(stdout).toBe("✓ link 1  doors.json, 3.14\n1 as expected, 0 differ; 3 actions\n");
    expect(code).toBe(0);
  });

  test.skipIf(process.platform === "win32").each(["SIGINT", "SIGTERM"] as const)(
    "%s ends every child and leaves no file",
    {
      timeout: 120_000,
    },
    async (signal) => {
      const [counts, hangs] = [write("counts.json", COUNTS), write("hangs.json", HANGS)];
      const child = start(["run", counts, hangs, "--timeout", "600", "--jobs", "1"]);
      const end = ended(child);
      // The same interpreter goes on to the second one.
      await new Promise((resolve) => child.stdout?.once("data", resolve));
      const children = await childrenOf(child.pid ?? 0);
      expect(children).toHaveLength(1);
      expect(temporary()).toHaveLength(1);
      child.kill(signal);
      expect((await end).code).toBe(signal === "SIGINT" ? 130 : 143);
      expect(temporary()).toEqual([]);
      // A killed process may take its moment to be gone.
      await expect.poll(() => children.filter(isAlive)).toEqual([]);
    },
  );
});

/** The processes that a process has started. */
async function childrenOf(pid: number): Promise<readonly number[]> {
  const { stdout } = await ended(spawn("ps", ["-A", "-o", "ppid=,pid="]));
  const pairs = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.flatMap(([parent, child = 0]) => (parent === pid ? [child] : []));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
