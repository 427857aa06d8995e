import { chainSteps, type DocumentIndex } from '../documentIndex.ts';
import { errorAt, warningAt, type Finding } from '../finding.ts';
import { parallelBackEdges, type Graph } from '../graph.ts';

/** Enough to work with; a document with more cycles gets the rest once these are gone. */
const MAX_CYCLES = 50;

/** Which chain's step leads to which other chain; switched-off chains count, so that switching one on is always safe. */
function chainGraph(index: DocumentIndex): Graph {
  const edges = new Map<string, string[]>();
  for (const [model, chain] of index.chains) {
    const targets = new Set(chainSteps(chain).map((step) => step.model));
    edges.set(
      model,
      [...targets].filter((target) => target !== model && index.chains.has(target)),
    );
  }
  return edges;
}
