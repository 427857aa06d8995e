import type { Chain } from '../../document/chain.ts';
import { effectiveWarnings } from '../../document/document.ts';
import type { Model } from '../../document/model.ts';
import { CHAIN_LISTS, type DocumentIndex } from '../documentIndex.ts';
import { warningAt, type Finding } from '../finding.ts';
import { usualCost } from '../usualCost.ts';

interface Step {
  readonly primary: Model;
  readonly before: Model;
  readonly model: Model;
  readonly path: string;
}

function sameProvider({ before, model, path }: Step): Finding[] {
  if (before === model || before.provider !== model.provider) return [];
  const message = `${model.id} is on provider ${model.provider}, as is ${before.id} before it: an outage takes both`;
  return [
    warningAt({ code: 'fallback_same_provider', path, message, fix: 'Put a model of another provider between them.' }),
  ];
}

function dearer({ primary, model, path }: Step, index: DocumentIndex, limit: number): Finding[] {
  const cost = usualCost(model, index.providers.get(model.provider));
  const baseline = usualCost(primary, index.providers.get(primary.provider));
  if (cost === undefined || baseline === undefined || baseline === 0 || cost <= baseline * limit) return [];
  const times = (cost / baseline).toFixed(1);
  const message = `${model.id} costs ${times} times as much as ${primary.id} (500 tokens in, 50 out; warned above ${limit})`;
  const fix = 'Choose a cheaper fallback, or set maxCostMultiplier to skip it.';
  return [warningAt({ code: 'fallback_cost', path, message, fix })];
}

function smallerContext({ primary, model, path }: Step): Finding[] {
  if (primary.contextWindow === undefined || model.contextWindow === undefined) return [];
  if (model.contextWindow >= primary.contextWindow) return [];
  const message = `${model.id} takes ${model.contextWindow} tokens, ${primary.id} ${primary.contextWindow}: longer requests skip it`;
  return [warningAt({ code: 'fallback_context_window', path, message, fix: 'Add a fallback with a window as large.' })];
}

function lostCapabilities({ primary, model, path }: Step): Finding[] {
  const { capabilities } = model;
  if (primary.capabilities === undefined || capabilities === undefined) return [];
  const lost = primary.capabilities.filter((capability) => !capabilities.includes(capability));
  if (lost.length === 0) return [];
  const message = `${model.id} declares no ${lost.join(', ')}, which ${primary.id} has: requests that use it skip this step`;
  return [warningAt({ code: 'fallback_capability', path, message, fix: `Add a fallback with ${lost.join(', ')}.` })];
}

/** Steps whose models are known; what is unknown is an error of its own. */
function stepsOf(chain: Chain, at: number, index: DocumentIndex): Step[] {
  const primary = index.models.get(chain.model);
  if (primary === undefined) return [];
  return CHAIN_LISTS.flatMap((list) => {
    let before = primary;
    return (chain[list] ?? []).flatMap((id, position) => {
      const model = index.models.get(id);
      if (model === undefined || model === primary) return [];
      const step: Step = { primary, before, model, path: `chains[${at}].${list}[${position}]` };
      before = model;
      return [step];
    });
  });
}

/** What a chain loses or pays when it falls back, as far as the registry declares it. */
export function fallbackQualityFindings(index: DocumentIndex): Finding[] {
  const { costMultiplier } = effectiveWarnings(index.document);
  return index.document.chains.flatMap((chain, at) =>
    stepsOf(chain, at, index).flatMap((step) => [
      ...sameProvider(step),
      ...dearer(step, index, costMultiplier),
      ...smallerContext(step),
      ...lostCapabilities(step),
    ]),
  );
}
