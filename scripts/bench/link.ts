/** `npm run bench:link`: what a link costs to make and to open, for an experiment of 20 KB. */
import { readFileSync } from "node:fs";
import { compactText } from "../../protocol/canonical.ts";
import { type Experiment, parseExperiment } from "../../protocol/experiment.ts";
import { decodeLink, encodeLink } from "../../protocol/link.ts";
import { inRepository } from "../paths.mjs";

const BYTES = 20_000;
const ROUNDS = 201;

/** An experiment of ours, with enough of our own Python behind its source. */
function experimentOf(bytes: number): Experiment {
  const experiment = parseExperiment(
    readFileSync(inRepository("experiments", "article-closures-rebound.json"), "utf8"),
  );
  const python = readFileSync(inRepository("python", "src", "genclone", "c_iterators.py"), "utf8").repeat(2);
  const missing = bytes - compactText(experiment).length;
  return { ...experiment, source: experiment.source + python.slice(0, missing) };
}

const median = (times: readonly number[]): string =>
  (times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN).toFixed(2);

const experiment = experimentOf(BYTES);
const encoding: number[] = [];
const decoding: number[] = [];
let link = "";
for (let round = 0; round < ROUNDS; round++) {
  const begun = performance.now();
  link = await encodeLink(experiment);
  const encoded = performance.now();
  await decodeLink(link);
  encoding.push(encoded - begun);
  decoding.push(performance.now() - encoded);
}
const both = encoding.map((time, round) => time + (decoding[round] ?? Number.NaN));
console.log(
  `${compactText(experiment).length} characters, a link of ${link.length}; medians of ${ROUNDS}, in ms:`,
);
console.log(`encode ${median(encoding)}, decode ${median(decoding)}, there and back ${median(both)}`);
