import type { RuleInstance, RuleStatus } from '../../../api/alerting/ruleStates.ts';
import type { Instance, Place, PlaceKind } from './ruleState.ts';

const NEVER = '0001-01-01T00:00:00Z';

/** Grafana says `Alerting (NoData)`, Prometheus `firing`. */
function instanceState(state: string): Instance['state'] | undefined {
  const word = state.toLowerCase();
  if (word.startsWith('firing') || word.startsWith('alerting') || word.startsWith('recovering')) return 'firing';
  if (word.startsWith('pending')) return 'pending';
  return word.startsWith('error') ? 'error' : undefined;
}

function instanceOf({ state, labels, annotations, activeAt }: RuleInstance): Instance | undefined {
  const known = instanceState(state);
  if (!known) return undefined;
  return {
    state: known,
    labels,
    text: annotations?.['description'] ?? annotations?.['summary'] ?? '',
    since: activeAt && activeAt !== NEVER ? activeAt : undefined,
  };
}

function stateOf({ state, health, isPaused }: RuleStatus): Place['state'] {
  if (isPaused) return 'paused';
  if (state === 'firing' || state === 'recovering') return 'firing';
  if (state === 'pending') return 'pending';
  return health === 'error' || health === 'err' ? 'error' : 'ok';
}

const ORDER = { firing: 0, error: 1, pending: 2 } as const;

/** A place where a rule is evaluated, with what it found there. */
export function placeOf(kind: PlaceKind, status: RuleStatus, outdated: boolean): Place {
  const { file, uid, lastError, alerts } = status;
  return {
    kind,
    state: stateOf(status),
    file,
    uid,
    outdated,
    problem: lastError === undefined || lastError === '' ? undefined : lastError,
    instances: (alerts ?? [])
      .map(instanceOf)
      .filter((instance) => instance !== undefined)
      .sort((one, other) => ORDER[one.state] - ORDER[other.state]),
  };
}
