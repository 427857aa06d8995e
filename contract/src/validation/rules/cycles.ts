import { chainSteps, type DocumentIndex } from '../documentIndex.ts';
import { aboutSteps, errorAt, warningAt, type Finding, type FindingPlace } from '../finding.ts';
import { findCycles, findCyclesThrough, type Graph } from '../graph.ts';

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
function edge(index: DocumentIndex, model: string, next: string): { path: string; places: FindingPlace[] } {
  const at = index.document.chains.findIndex((chain) => chain.model === model);
  const chain = index.document.chains[at];
  const step = chain && chainSteps(chain).find((one) => one.model === next);
  if (step === undefined) return { path: `chains[${at}]`, places: [] };
  const { list, position } = step;
  return { path: `chains[${at}].${list}[${position}]`, places: [{ chain: model, list, step: position + 1 }] };
}

function cycleFinding(index: DocumentIndex, cycle: readonly string[]): Finding {
  const [first = '', second = first] = cycle;
  const { path, places } = edge(index, first, second);
  const text = {
    code: 'chain_cycle',
    path,
    message: `the chains form a cycle: ${[...cycle, first].join(' → ')}`,
    short: `${[...cycle.slice(1), first].join(' → ')} makes a circle.`,
    ...aboutSteps(places),
  };
  return index.document.validation?.crossChainCycles === 'warn'
    ? warningAt({
        ...text,
        fix: 'Remove one of these steps unless the cycle is meant (validation.crossChainCycles is warn).',
      })
    : errorAt({
        ...text,
        fix: 'Remove one of these steps, or permit cycles with validation.crossChainCycles: warn.',
      });
}

/**
 * Cycles through other chains, of any length; fallbacks and special lists count. Refused unless
 * `validation.crossChainCycles` is `warn`: chains are walked flat, so a cycle is no endless loop but most often a mistake.
 */
export function cycleFindings(index: DocumentIndex): Finding[] {
  return findCycles(chainGraph(index), MAX_CYCLES).map((cycle) => cycleFinding(index, cycle));
}

/** Those that one chain takes part in, told from its side: a step, and the way from there back to the chain's own model. */
export function cycleFindingsOf(index: DocumentIndex, model: string): Finding[] {
  return findCyclesThrough(chainGraph(index), model).map((cycle) => cycleFinding(index, cycle));
}
