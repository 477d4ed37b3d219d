import type { EdgeLabel, Graph, GraphLabel, NodeLabel } from "@dagrejs/dagre";

export type Drawing = Graph<GraphLabel, NodeLabel, EdgeLabel>;

/**
 * Decides what is above what in each column, once dagre knows the columns: what is met first from the frames, row by row,
 * is uppermost; up to the column where `right` begins from those at the left, from there on from those at the right.
 * The fewest crossings would be another order, but one in which things jump about from one action to the next.
 */
export function orderByRows(graph: Drawing, right: ReadonlySet<string>): void {
  const rankOf = (key: string): number => graph.node(key).rank ?? 0;
  const border = Math.min(...[...right].map(rankOf));
  const isLeft = (key: string): boolean => rankOf(key) < border;
  const met = new Set<string>();
  const inRank = new Map<number, number>();
  const meet = (key: string, after: (key: string) => readonly string[]): void => {
    if (met.has(key)) return;
    met.add(key);
    const rank = rankOf(key);
    const order = inRank.get(rank) ?? 0;
    graph.node(key).order = order;
    inRank.set(rank, order + 1);
    for (const next of after(key)) meet(next, after);
  };
  const rightwards = (key: string) => (graph.successors(key) ?? []).filter(isLeft);
  const leftwards = (key: string) => graph.predecessors(key) ?? [];
  for (const key of graph.nodes().filter(isLeft)) meet(key, rightwards);
  for (const key of graph.nodes()) meet(key, leftwards);
}
