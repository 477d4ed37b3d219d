import { availableParallelism } from "node:os";

/**
 * Does `work` for every item, as many at a time as there are cores; the results are in the items' order. The first
 * error ends it.
 * @template T, R
 * @param {readonly T[]} items
 * @param {(item: T) => Promise<R>} work
 * @returns {Promise<R[]>}
 */
export const inParallel = async (items, work) => {
  /** @type {R[]} */
  const results = [];
  const waiting = items.entries();
  const worker = async () => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
};
