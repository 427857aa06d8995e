import { chainSteps, type DocumentIndex } from '../documentIndex.ts';
import { errorAt, type Finding } from '../finding.ts';
import { didYouMean } from '../nearest.ts';

/** A suggestion compares with every id: beyond this many a document has another problem than typos. */
const MAX_SUGGESTIONS = 20;

interface Reference {
  readonly kind: 'provider' | 'model';
  readonly id: string;
  readonly path: string;
}

function references({ document }: DocumentIndex): Reference[] {
  const referenceModel = document.costs?.referenceModel;
  return [
    ...document.models.map(({ provider }, index): Reference => ({
      kind: 'provider',
      id: provider,
      path: `models[${index}].provider`,
    })),
    ...document.chains.flatMap((chain, index): Reference[] => [
      { kind: 'model', id: chain.model, path: `chains[${index}].model` },
      ...chainSteps(chain).map(({ list, position, model }): Reference => ({
        kind: 'model',
        id: model,
        path: `chains[${index}].${list}[${position}]`,
      })),
    ]),
    ...(typeof referenceModel === 'string'
      ? [{ kind: 'model', id: referenceModel, path: 'costs.referenceModel' } satisfies Reference]
      : []),
  ];
}

/** Ids that nothing defines. */
export function referenceFindings(index: DocumentIndex): Finding[] {
  const known = { provider: index.providers, model: index.models };
  return references(index)
    .filter(({ kind, id }) => !known[kind].has(id))
    .map(({ kind, id, path }, nth) => {
      const hint = nth < MAX_SUGGESTIONS ? didYouMean(id, known[kind].keys()) : '';
      const fix = `${hint}Add it to ${kind}s, or name one that is there.`;
      return errorAt({ code: `unknown_${kind}`, path, message: `${path}: there is no ${kind} ${id}`, fix });
    });
}
