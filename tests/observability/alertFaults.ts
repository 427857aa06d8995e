import { upstreamModelOf } from '../kit/chainDocument.ts';
import type { Behaviour } from '../sim/behaviour.ts';
import type { Sim } from '../sim/startSim.ts';

interface Fault {
  readonly model: string;
  /** Over and over. */
  readonly behaviours: readonly Behaviour[];
}

const OK: Behaviour = { kind: 'ok' };
const BROKEN: Behaviour = { kind: 'error', error: 'server_error' };

/** What the providers do while they are broken; models that are not named here answer. */
const FAULTS: readonly Fault[] = [
  { model: 'broken', behaviours: [BROKEN] },
  { model: 'dear', behaviours: [{ kind: 'error', error: 'rate_limit' }] },
  { model: 'free', behaviours: [{ kind: 'reset' }] },
  { model: 'keyless', behaviours: [{ kind: 'error', error: 'invalid_key' }] },
  { model: 'tripping', behaviours: [BROKEN] },
  { model: 'doomed', behaviours: [BROKEN] },
  { model: 'doomed-understudy', behaviours: [BROKEN] },
  { model: 'cut', behaviours: [OK, OK, OK, { kind: 'cut', afterChunks: 2 }] },
  { model: 'slow', behaviours: [{ kind: 'ok', latencyMs: 1_500 }] },
  { model: 'never', behaviours: [BROKEN] },
];

export function breakProviders(sim: Sim): void {
  for (const { model, behaviours } of FAULTS) sim.script(upstreamModelOf(model), behaviours, { repeat: 'cycle' });
}

export function healProviders(sim: Sim): void {
  for (const { model } of FAULTS) sim.script(upstreamModelOf(model), []);
}
