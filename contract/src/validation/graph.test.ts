import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { findCycles } from './graph.ts';

const LIMIT = 50;

function graphOf(size: number, edges: readonly (readonly [number, number])[]): Map<string, string[]> {
  const graph = new Map(Array.from({ length: size }, (_, node) => [`n${node}`, [] as string[]]));
  for (const [from, to] of edges) graph.get(`n${from}`)?.push(`n${to}`);
  return graph;
}

const size = 12;
const node = fc.nat({ max: size - 1 });
const edges = fc.array(
  fc.tuple(node, node).filter(([from, to]) => from !== to),
  { maxLength: 40 },
);

/** Whether a node can reach itself, by brute force. */
function hasCycle(graph: ReadonlyMap<string, readonly string[]>): boolean {
  return [...graph.keys()].some((start) => {
    const seen = new Set(graph.get(start));
    for (const at of seen) graph.get(at)?.forEach((next) => seen.add(next));
    return seen.has(start);
  });
}

describe('findCycles', () => {
  it('finds a cycle of any length and tells it whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), (length) => {
        const ring = Array.from({ length }, (_, at) => [at, (at + 1) % length] as const);
        const cycles = findCycles(graphOf(length, ring), LIMIT);
        expect(cycles).toHaveLength(1);
        expect(cycles[0]).toHaveLength(length);
      }),
    );
  });

  it('finds nothing in a graph without cycles', () => {
    fc.assert(
      fc.property(edges, (any) => {
        const forward = any.map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
        expect(findCycles(graphOf(size, forward), LIMIT)).toEqual([]);
      }),
    );
  });

  it('finds a cycle exactly where there is one, and tells only real ones', () => {
    fc.assert(
      fc.property(edges, (any) => {
        const graph = graphOf(size, any);
        const cycles = findCycles(graph, LIMIT);
        expect(cycles.length > 0).toBe(hasCycle(graph));
        for (const cycle of cycles) {
          expect(new Set(cycle).size).toBe(cycle.length);
          cycle.forEach((from, at) => expect(graph.get(from)).toContain(cycle[(at + 1) % cycle.length]));
        }
      }),
    );
  });

  it('does not overflow on a path of 10,000 nodes and stops at the limit', () => {
    const path = Array.from({ length: 9_999 }, (_, at) => [at, at + 1] as const);
    expect(findCycles(graphOf(10_000, path), LIMIT)).toEqual([]);
    const pairs = Array.from({ length: 100 }, (_, at) => [
      [2 * at, 2 * at + 1] as const,
      [2 * at + 1, 2 * at] as const,
    ]).flat();
    expect(findCycles(graphOf(200, pairs), LIMIT)).toHaveLength(LIMIT);
  });
});
