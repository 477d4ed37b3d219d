import { showProgram } from "./batch.mjs";

/** @typedef {import("./batch.mjs").Finding} Finding */
/** @typedef {import("./batch.mjs").Written} Written */

/** A finding in one line. */
export const titleOf = (/** @type {Finding} */ { kind, python, seed, flavour, got }) => {
  const refusal = typeof got?.branches === "string" ? `: ${got.branches.trim().split("\n").at(-1)}` : "";
  return `${kind} on ${python.name}: seed ${seed} (${flavour})${refusal}`;
};

/** The command that runs the program of a finding alone. */
const commandOf = (/** @type {Finding} */ { python, seed, flavour, without }) => {
  const left = without === "" ? "" : ` --without ${without}`;
  return `npm run fuzz -- --python ${python.version} --flavours ${flavour}${left} --one ${seed}`;
};

/** A finding with its program, its script and what was expected next to what came. */
export const explain = async (/** @type {Finding} */ finding) => {
  const program = await showProgram(finding);
  const outcome = finding.expected && finding.got ? sideBySide(finding.expected, finding.got) : finding.said;
  return `${commandOf(finding)}\n\n${program}\n${outcome}`;
};

/** Both transcripts of all branches, the lines that differ one under the other. */
export const sideBySide = (/** @type {Written} */ expected, /** @type {Written} */ got) => {
  if (typeof expected.branches === "string" || typeof got.branches === "string") {
    return `expected: ${inShort(expected)}\n     got: ${inShort(got)}`;
  }
  const count = Math.max(expected.branches.length, got.branches.length);
  return Array.from({ length: count }, (_, index) => {
    const [wanted, had] = [expected.branches[index] ?? [], got.branches[index] ?? []];
    return `branch ${index}:\n${stepsSideBySide(/** @type {readonly string[]} */ (wanted), /** @type {readonly string[]} */ (had))}`;
  }).join("\n");
};

const inShort = (/** @type {Written} */ { branches }) =>
  typeof branches === "string" ? branches.trim() : `${branches.length} branches`;

const stepsSideBySide = (/** @type {readonly string[]} */ expected, /** @type {readonly string[]} */ got) =>
  Array.from({ length: Math.max(expected.length, got.length) }, (_, step) => {
    const [wanted, had] = [expected[step] ?? "(nothing)", got[step] ?? "(nothing)"];
    return wanted === had ? `            ${wanted}` : `  expected: ${wanted}\n       got: ${had}`;
  }).join("\n");
