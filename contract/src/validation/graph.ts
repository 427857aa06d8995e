/** Directed edges by node. Every target is itself a key. */
export type Graph = ReadonlyMap<string, readonly string[]>;

interface Edge {
  readonly from: string;
  readonly to: string;
}

type Colour = 'open' | 'done';

/**
 * Edges that lead back to a node still on the depth-first path. Every cycle holds at least one of them, and a graph without
 * cycles has none. Iterative: a chain of thousands of models must not overflow the stack.
 */
function backEdges(graph: Graph): Edge[] {
  const colour = new Map<string, Colour>();
  const found: Edge[] = [];
  for (const root of graph.keys()) {
    if (colour.has(root)) continue;
    colour.set(root, 'open');
    const path = [{ node: root, next: 0 }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const to = graph.get(top.node)?.[top.next++];
      if (to === undefined) {
        colour.set(top.node, 'done');
        path.pop();
      } else if (!colour.has(to)) {
        colour.set(to, 'open');
        path.push({ node: to, next: 0 });
      } else if (colour.get(to) === 'open') {
        found.push({ from: top.node, to });
      }
    }
  }
  return found;
}

/** Nodes of a shortest way, both ends included. */
function shortestWay(graph: Graph, start: string, end: string): string[] {
  const cameFrom = new Map<string, string | undefined>([[start, undefined]]);
  for (const node of cameFrom.keys()) {
    if (node === end) break;
    for (const to of graph.get(node) ?? []) {
      if (!cameFrom.has(to)) cameFrom.set(to, node);
    }
  }
  const way: string[] = [];
  for (let node: string | undefined = end; node !== undefined; node = cameFrom.get(node)) way.unshift(node);
  return way;
}

/** The same cycle, beginning at its smallest node, so that two walks of it compare equal. */
function rotated(cycle: readonly string[]): string[] {
  const smallest = cycle.reduce((best, node, index) => (node < (cycle[best] ?? '') ? index : best), 0);
  return [...cycle.slice(smallest), ...cycle.slice(0, smallest)];
}

/**
 * Cycles of a graph as lists of nodes (the last leads to the first), at most `limit`, such that breaking all of them, and
 * looking again where the limit was reached, leaves no cycle. Linear in the graph for each cycle that is told.
 */
export function findCycles(graph: Graph, limit: number): string[][] {
  const cycles = new Map<string, string[]>();
  for (const { from, to } of backEdges(graph)) {
    if (cycles.size >= limit) break;
    const cycle = rotated(shortestWay(graph, to, from));
    cycles.set(JSON.stringify(cycle), cycle);
  }
  return [...cycles.values()];
}

/** A shortest cycle through each edge that leaves a node and leads back to it; each begins at the node. */
export function findCyclesThrough(graph: Graph, node: string): string[][] {
  return (graph.get(node) ?? []).flatMap((next) => {
    const way = shortestWay(graph, next, node);
    return way[0] === next ? [[node, ...way.slice(0, -1)]] : [];
  });
}
