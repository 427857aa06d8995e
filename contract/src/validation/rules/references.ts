import { chainSteps, type DocumentIndex } from '../documentIndex.ts';
import { aboutSteps, errorAt, type Finding, type FindingPlace } from '../finding.ts';
import { didYouMean } from '../nearest.ts';

/** A suggestion compares with every id: beyond this many a document has another problem than typos. */
const MAX_SUGGESTIONS = 20;

interface Reference {
  readonly kind: 'provider' | 'model';
  readonly id: string;
  readonly path: string;
  readonly place?: FindingPlace;
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
        place: { chain: chain.model, list, step: position + 1 },
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
    .map(({ kind, id, path, place }, nth) => {
      const hint = nth < MAX_SUGGESTIONS ? didYouMean(id, known[kind].keys()) : '';
      const fix = `${hint}Add it to ${kind}s, or name one that is there.`;
      const short = `There is no ${kind} ${id}.`;
      const where = aboutSteps(place === undefined ? [] : [place]);
      return errorAt({
        code: `unknown_${kind}`,
        path,
        message: `${path}: there is no ${kind} ${id}`,
        fix,
        short,
        ...where,
      });
    });
}
