import { chainSteps, type DocumentIndex } from '../documentIndex.ts';
import { errorAt, warningAt, type Finding } from '../finding.ts';
import { findCycles, type Graph } from '../graph.ts';

/** Enough to work with; a document with more cycles is told the rest once these are gone. */
const MAX_CYCLES = 50;

/** Which chain's steps lead to which other chains; switched-off chains count, so that switching one on is always safe. */
function chainGraph(index: DocumentIndex): Graph {
  const graph = new Map<string, string[]>();
  for (const [model, chain] of index.chains) {
    const targets = new Set(chainSteps(chain).map((step) => step.model));
    graph.set(
      model,
      [...targets].filter((target) => target !== model && index.chains.has(target)),
    );
  }
  return graph;
}

/** Where the chain of `model` names `next`. */
function edgePath(index: DocumentIndex, model: string, next: string): string {
  const at = index.document.chains.findIndex((chain) => chain.model === model);
  const chain = index.document.chains[at];
  const step = chain && chainSteps(chain).find((one) => one.model === next);
  return step === undefined ? `chains[${at}]` : `chains[${at}].${step.list}[${step.position}]`;
}

/**
 * Cycles through other chains, of any length; fallbacks and special lists count. Refused unless
 * `validation.crossChainCycles` is `warn`: chains are walked flat, so a cycle is no endless loop but most often a mistake.
 */
export function cycleFindings(index: DocumentIndex): Finding[] {
  const permitted = index.document.validation?.crossChainCycles === 'warn';
  return findCycles(chainGraph(index), MAX_CYCLES).map((cycle) => {
    const [first = '', second = first] = cycle;
    const text = {
      code: 'chain_cycle',
      path: edgePath(index, first, second),
      message: `the chains form a cycle: ${[...cycle, first].join(' → ')}`,
    };
    return permitted
      ? warningAt({
          ...text,
          fix: 'Remove one of these steps unless the cycle is meant (validation.crossChainCycles is warn).',
        })
      : errorAt({
          ...text,
          fix: 'Remove one of these steps, or permit cycles with validation.crossChainCycles: warn.',
        });
  });
}
