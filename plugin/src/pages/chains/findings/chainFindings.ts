import { CHAIN_LISTS, type Chain, type ChainList, type Finding } from '@understudy/contract';
import { sentence } from '../../../components/sentence.ts';

/** What is wrong or risky about a chain, by the step that it is about. */
export interface ChainFindings {
  /** Of the steps of each list, by model; a step keeps its findings while it is dragged. */
  readonly steps: Readonly<Record<ChainList, ReadonlyMap<string, readonly Finding[]>>>;
  /** About the primary, or the chain as a whole. */
  readonly chain: readonly Finding[];
  readonly all: readonly Finding[];
}

/** Sorts findings by the steps of `chain`, which is the chain that was checked. What is about other chains only is left out. */
export function groupFindings(findings: readonly Finding[], chain: Chain): ChainFindings {
  const steps = {
    fallbacks: new Map<string, Finding[]>(),
    contextWindowFallbacks: new Map<string, Finding[]>(),
    contentPolicyFallbacks: new Map<string, Finding[]>(),
  };
  const rest: Finding[] = [];
  const own = findings.filter(({ about }) => about === undefined || about.some((place) => place.chain === chain.model));
  for (const finding of own) {
    const places = (finding.about ?? []).filter((place) => place.chain === chain.model && place.step > 0);
    for (const { list, step } of places) {
      const model = chain[list]?.[step - 1];
      if (model === undefined) continue;
      steps[list].set(model, [...(steps[list].get(model) ?? []), finding]);
    }
    if (places.length === 0) rest.push(finding);
  }
  return { steps, chain: rest, all: own };
}

/** How many findings refuse the chain, and how many warn. */
export function countFindings({ all }: ChainFindings): { readonly errors: number; readonly warnings: number } {
  const errors = all.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: all.length - errors };
}

/** One step of one list. */
export interface ListStep {
  readonly list: ChainList;
  readonly model: string;
}

/** The step that a finding is about; undefined = the primary, the chain as a whole, or several. */
export function stepOfFinding({ steps }: ChainFindings, finding: Finding): ListStep | undefined {
  const found = CHAIN_LISTS.flatMap((list) =>
    [...steps[list]].filter(([, findings]) => findings.includes(finding)).map(([model]) => ({ list, model })),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** A finding in a few words where the step it is about is in view, else as a sentence. */
export function shortWords({ short, message }: Finding): string {
  return short ?? sentence(message);
}
