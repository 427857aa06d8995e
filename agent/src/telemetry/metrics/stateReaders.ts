import type { StoreKind } from '@understudy/contract';
import type { CircuitState, CompiledChain } from '../../engine/index.ts';

/** One circuit as it stands; the engine's own readings have this shape. */
export interface CircuitReading {
  readonly provider: string;
  readonly upstreamModel: string;
  readonly state: CircuitState;
  /** Epoch ms of the next probe; 0 = not open. */
  readonly cooldownUntil: number;
}

/** Where the gauges of state are read at scrape time. */
export interface StateReaders {
  /** A reading for each target in the configuration. */
  circuits(): Iterable<CircuitReading>;
  /** Position that the next request of a chain would use; -1 = nothing may be called. */
  nextPosition(chain: CompiledChain): number;
  /** When drills last proved chains: model id and epoch ms. Left out where nothing can be drilled. */
  drillProofs?(): Iterable<readonly [model: string, at: number]>;
  /** LiteLLM's file: epoch ms of the last success, and drift, each null where unknown. Left out or null where there is none. */
  litellm?(): { readonly lastSuccessAt: number | null; readonly drift: boolean | null } | null;
  /** Where the configuration is kept, and whether it is away; the store's own state has this shape. Left out where there is none. */
  store?(): { readonly kind: StoreKind; readonly outage: object | null };
}
