import {
  breakerSettings,
  DEFAULT_BREAKER,
  effectivePolicy,
  TRIGGERS,
  type ConfigDocument,
  type EffectivePolicy,
  type LitellmFinding,
  type Trigger,
} from '@understudy/contract';
import { explains, tells } from '../file/finding.ts';

/** Triggers that LiteLLM has a list of its own for, or that are none of an upstream's answers. */
const SWITCHED: ReadonlySet<Trigger> = new Set(['context_window', 'content_policy', 'circuit_open']);

interface Scope {
  readonly path: string;
  readonly name: string;
  readonly policy: EffectivePolicy;
}

function scopes(document: ConfigDocument): Scope[] {
  const general = { path: 'policy', name: 'the policy', policy: effectivePolicy(document.policy, undefined) };
  const own = document.chains
    .filter(({ preset, policy }) => preset !== undefined || policy !== undefined)
    .map((chain) => ({
      path: `chains["${chain.model}"].policy`,
      name: `the chain of ${chain.model}`,
      policy: effectivePolicy(document.policy, chain),
    }));
  return [general, ...own];
}

function triggersOff({ path, name, policy }: Scope): LitellmFinding[] {
  const off = TRIGGERS.filter((trigger) => !SWITCHED.has(trigger) && !policy.triggers[trigger].enabled);
  if (off.length === 0) return [];
  return [
    explains({
      code: 'trigger_off',
      path: `${path}.triggers`,
      message: `${name} has ${off.join(', ')} off: LiteLLM does not retry then, but falls back on every error`,
      fix: 'Leave it on, or let requests that must not move ask for disable_fallbacks.',
    }),
  ];
}

function notCarried({ path, name, policy }: Scope): LitellmFinding[] {
  const lost = [
    policy.maxCostMultiplier === null ? [] : ['maxCostMultiplier'],
    policy.continueStream ? ['continueStream'] : [],
    policy.jitter ? ['jitter'] : [],
  ].flat();
  if (lost.length === 0) return [];
  const message = `LiteLLM has nothing for ${lost.join(', ')} of ${name}`;
  return [explains({ code: 'not_carried', path, message, fix: 'Only requests through Understudy follow it.' })];
}

function breakers({ policy, providers }: ConfigDocument): LitellmFinding[] {
  const own = providers.filter(({ breaker }) => breaker !== undefined).map(({ id }) => id);
  const general = breakerSettings(policy, {});
  const ratio =
    general.failureRatio !== DEFAULT_BREAKER.failureRatio || general.minRequests !== DEFAULT_BREAKER.minRequests;
  const lost = [...(ratio ? ['failureRatio and minRequests'] : []), ...own.map((id) => `the breaker of ${id}`)];
  if (lost.length === 0) return [];
  const message = `LiteLLM has one cooldown for all deployments, by failures in number: ${lost.join(', ')} is left out`;
  return [
    explains({ code: 'breaker', path: 'policy.breaker', message, fix: 'Only requests through Understudy follow it.' }),
  ];
}

function backoff(all: readonly Scope[]): LitellmFinding[] {
  if (all.every(({ policy }) => TRIGGERS.every((trigger) => policy.triggers[trigger].retries === 0))) return [];
  return [
    tells({
      code: 'backoff',
      path: 'policy.triggers',
      message: 'LiteLLM knows no backoff factors: it waits 0.5 s, doubled for each retry, at most 8 s',
      fix: 'Set INITIAL_RETRY_DELAY and MAX_RETRY_DELAY in the environment of the proxy.',
    }),
  ];
}

/** What a document asks that LiteLLM's file cannot say. */
export function documentGaps(document: ConfigDocument): LitellmFinding[] {
  const all = scopes(document);
  return [...all.flatMap(triggersOff), ...all.flatMap(notCarried), ...breakers(document), ...backoff(all)];
}
