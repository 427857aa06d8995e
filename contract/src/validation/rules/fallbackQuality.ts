import type { Chain } from '../../document/chain.ts';
import { effectiveWarnings } from '../../document/document.ts';
import type { Model } from '../../document/model.ts';
import { effectiveDepth } from '../../policy/effectivePolicy.ts';
import { CHAIN_LISTS, type DocumentIndex } from '../documentIndex.ts';
import { aboutSteps, warningAt, type Finding, type FindingPlace } from '../finding.ts';
import { contextSize, costTimes, lackOf } from '../shortWords.ts';
import { usualCost } from '../usualCost.ts';

interface Step {
  readonly primary: Model;
  readonly before: Model;
  readonly model: Model;
  readonly path: string;
  readonly place: FindingPlace;
  /** Hops after which the chain gives up. */
  readonly depth: number;
}

/** A warning about one step. */
function warned({ path, place }: Step, text: Pick<Finding, 'code' | 'message' | 'fix'> & { short: string }): Finding[] {
  return [warningAt({ ...text, path, ...aboutSteps([place]) })];
}

function sameProvider(step: Step): Finding[] {
  const { before, model } = step;
  if (before === model || before.provider !== model.provider) return [];
  const message = `${model.id} is on provider ${model.provider}, as is ${before.id} before it: an outage takes both`;
  const fix = 'Put a model of another provider between them.';
  const short = 'Same provider as the step before: an outage there fails both.';
  return warned(step, { code: 'fallback_same_provider', message, fix, short });
}

function dearer(step: Step, index: DocumentIndex, limit: number): Finding[] {
  const { primary, model } = step;
  const cost = usualCost(model, index.providers.get(model.provider));
  const baseline = usualCost(primary, index.providers.get(primary.provider));
  if (cost === undefined || baseline === undefined || baseline === 0 || cost <= baseline * limit) return [];
  const times = (cost / baseline).toFixed(1);
  const message = `${model.id} costs ${times} times as much as ${primary.id} (500 tokens in, 50 out; warned above ${limit})`;
  const fix = 'Choose a cheaper fallback, or set maxCostMultiplier to skip it.';
  const short = `${costTimes(cost / baseline)} the price of ${primary.id}.`;
  return warned(step, { code: 'fallback_cost', message, fix, short });
}

function smallerContext(step: Step): Finding[] {
  const { primary, model } = step;
  if (primary.contextWindow === undefined || model.contextWindow === undefined) return [];
  if (model.contextWindow >= primary.contextWindow) return [];
  const message = `${model.id} takes ${model.contextWindow} tokens, ${primary.id} ${primary.contextWindow}: longer requests skip it`;
  const fix = 'Add a fallback with a window as large.';
  const short = `Smaller context window: ${contextSize(model.contextWindow)} after ${contextSize(primary.contextWindow)}.`;
  return warned(step, { code: 'fallback_context_window', message, fix, short });
}

function lostCapabilities(step: Step): Finding[] {
  const { primary, model } = step;
  const { capabilities } = model;
  if (primary.capabilities === undefined || capabilities === undefined) return [];
  const lost = primary.capabilities.filter((capability) => !capabilities.includes(capability));
  if (lost.length === 0) return [];
  const message = `${model.id} declares no ${lost.join(', ')}, which ${primary.id} has: requests that use it skip this step`;
  const fix = `Add a fallback with ${lost.join(', ')}.`;
  return warned(step, { code: 'fallback_capability', message, fix, short: lackOf(lost) });
}

function neverReached(step: Step): Finding[] {
  const { depth, model, primary, place } = step;
  if (place.step <= depth) return [];
  const message = `${model.id} is never reached: the chain of ${primary.id} gives up after ${depth} hops (maxDepth)`;
  const last = depth === 0 ? 'the primary' : `step ${depth}`;
  const short = `Never reached: the chain gives up after ${last}.`;
  return warned(step, { code: 'fallback_never_reached', message, fix: 'Raise maxDepth, or take it out.', short });
}

/** Steps whose models are known; what is unknown is an error of its own. */
function stepsOf(chain: Chain, at: number, index: DocumentIndex): Step[] {
  const primary = index.models.get(chain.model);
  if (primary === undefined) return [];
  const depth = chain.enabled === false ? Infinity : effectiveDepth(index.document.policy, chain);
  return CHAIN_LISTS.flatMap((list) => {
    let before = primary;
    return (chain[list] ?? []).flatMap((id, position) => {
      const model = index.models.get(id);
      if (model === undefined || model === primary) return [];
      const place = { chain: chain.model, list, step: position + 1 };
      const step: Step = { primary, before, model, path: `chains[${at}].${list}[${position}]`, place, depth };
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
      ...neverReached(step),
    ]),
  );
}
