import { OTHER } from '@understudy/contract';
import type { Families } from './families.ts';
import type { TargetLabels } from './labelBook.ts';

const targetKey = (labels: TargetLabels): string => `${labels.provider},${labels.upstream_model}`;

/**
 * Removes the series of models that left the configuration, and in families without a model those of targets that left.
 * A kept model's series stay, also those of a target that it no longer uses: its sums must not go down.
 */
export function removeDeleted(families: Families, models: ReadonlySet<string>, targets: Iterable<TargetLabels>): void {
  const kept = new Set([...targets].map(targetKey));
  const modelGone = ({ model }: { readonly model: string }): boolean => model !== OTHER && !models.has(model);
  const targetGone = (labels: TargetLabels): boolean => labels.provider !== OTHER && !kept.has(targetKey(labels));
  const byModel = [
    families.requests,
    families.requestDuration,
    families.firstToken,
    families.failoverLatency,
    families.chainExhausted,
    families.rejections,
    families.clientDisconnects,
    families.attempts,
    families.retries,
    families.fallbacks,
    families.streamInterruptions,
    families.tokens,
    families.tokenDetails,
    families.cost,
    families.baselineCost,
    families.wastedCost,
    families.unpriced,
    families.synthetic,
  ];
  for (const family of byModel) family.removeWhere(modelGone);
  families.attemptDuration.removeWhere(targetGone);
  families.circuitTransitions.removeWhere(targetGone);
}
