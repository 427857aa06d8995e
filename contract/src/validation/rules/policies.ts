import type { ConfigDocument } from '../../document/document.ts';
import type { Policy } from '../../document/policy.ts';
import { breakerSettings } from '../../policy/breakerSettings.ts';
import {
  DEFAULT_DEADLINES,
  REASONING_DEADLINES,
  effectivePolicy,
  type Deadlines,
} from '../../policy/effectivePolicy.ts';
import { TRIGGERS, isRetryable } from '../../triggers.ts';
import type { DocumentIndex } from '../documentIndex.ts';
import { errorAt, warningAt, type Finding } from '../finding.ts';

function neverRetried(triggers: Policy['triggers'], path: string): Finding[] {
  return TRIGGERS.filter((trigger) => !isRetryable(trigger) && (triggers?.[trigger]?.retries ?? 0) > 0).map((trigger) =>
    errorAt({
      code: 'never_retried',
      path: `${path}.triggers.${trigger}.retries`,
      message: `${trigger} is never retried`,
      fix: `Remove retries from ${trigger}, or set it to 0: the next step is tried at once.`,
    }),
  );
}

type Override = Partial<Record<keyof Deadlines, number | undefined>>;

/** Timers of which the first can never fire before the second. */
const ORDERED: readonly (readonly [keyof Deadlines, keyof Deadlines])[] = [
  ['attemptMs', 'totalMs'],
  ['firstTokenMs', 'attemptMs'],
  ['connectMs', 'attemptMs'],
];

/** Only what this level itself sets is told here: what it inherits is told where it was written. */
function contradictions(override: Override | undefined, effective: Deadlines, path: string): Finding[] {
  return ORDERED.filter(([inner, outer]) => {
    const setHere = override?.[inner] !== undefined || override?.[outer] !== undefined;
    return setHere && effective[inner] > effective[outer];
  }).map(([inner, outer]) => {
    const at = override?.[inner] === undefined ? outer : inner;
    return warningAt({
      code: 'deadlines_contradict',
      path: `${path}.${at}`,
      message: `${inner} (${effective[inner]}) is longer than ${outer} (${effective[outer]}) and never takes effect`,
      fix: `Set ${inner} below ${outer}, so that time is left for the next step.`,
    });
  });
}

function overlaid(base: Deadlines, override: Override | undefined): Deadlines {
  const set = Object.entries(override ?? {}).filter(([, value]) => value !== undefined);
  return { ...base, ...Object.fromEntries(set) };
}

function breakerFindings(document: ConfigDocument): Finding[] {
  const levels = [
    { own: document.policy?.breaker, path: 'policy.breaker', provider: {} },
    ...document.providers.map((provider, index) => ({
      own: provider.breaker,
      path: `providers[${index}].breaker`,
      provider,
    })),
  ];
  return levels.flatMap(({ own, path, provider }) => {
    if (own?.cooldownMs === undefined && own?.maxCooldownMs === undefined) return [];
    const { cooldownMs, maxCooldownMs } = breakerSettings(document.policy, provider);
    if (maxCooldownMs >= cooldownMs) return [];
    const at = own.maxCooldownMs === undefined ? 'cooldownMs' : 'maxCooldownMs';
    const message = `maxCooldownMs (${maxCooldownMs}) is below cooldownMs (${cooldownMs})`;
    const fix = `Set maxCooldownMs to at least ${cooldownMs}.`;
    return [errorAt({ code: 'cooldown_range', path: `${path}.${at}`, message, fix })];
  });
}

function chainFindings({ document, models }: DocumentIndex): Finding[] {
  return document.chains.flatMap((chain, index) => {
    if (chain.policy === undefined) return [];
    const path = `chains[${index}].policy`;
    const thinks = models.get(chain.model)?.capabilities?.includes('reasoning') ?? false;
    const { deadlines } = effectivePolicy(document.policy, chain, thinks ? REASONING_DEADLINES : DEFAULT_DEADLINES);
    return [
      ...neverRetried(chain.policy.triggers, path),
      ...contradictions(chain.policy.deadlines, deadlines, `${path}.deadlines`),
    ];
  });
}

/** Settings of policy, chains and providers that contradict each other or do nothing. */
export function policyFindings(index: DocumentIndex): Finding[] {
  const { document } = index;
  const global = overlaid(DEFAULT_DEADLINES, document.policy?.deadlines);
  return [
    ...neverRetried(document.policy?.triggers, 'policy'),
    ...contradictions(document.policy?.deadlines, global, 'policy.deadlines'),
    ...breakerFindings(document),
    ...document.providers.flatMap(({ deadlines }, at) =>
      contradictions(deadlines, overlaid(global, deadlines), `providers[${at}].deadlines`),
    ),
    ...chainFindings(index),
  ];
}
