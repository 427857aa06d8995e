import { BEHAVIOUR_KINDS } from './behaviour.ts';
import type { Behaviour } from './behaviour.ts';
import { ERROR_NAMES } from './errors/errorName.ts';
import { isJson } from './json.ts';

function isBehaviour(value: unknown): value is Behaviour {
  if (!isJson(value) || typeof value.kind !== 'string' || !Object.hasOwn(BEHAVIOUR_KINDS, value.kind)) return false;
  if (value.kind === 'status') return typeof value.status === 'number';
  if (value.kind === 'error') return ERROR_NAMES.some((name) => name === value.error);
  return true;
}

/** A behaviour that came from outside (script file, header, control call); throws on an unknown kind or error name. */
export function parseBehaviour(value: unknown): Behaviour {
  if (isBehaviour(value)) return value;
  throw new TypeError(`Not a behaviour of the sim: ${JSON.stringify(value)}`);
}
