import type { Core } from '../core/index.ts';
import type { CircuitReading } from '../engine/index.ts';

/** Which model a chain's next request would be answered by. */
export interface ChainStatus {
  /** The model that is asked for. */
  readonly model: string;
  /** 0 = primary, n = nth fallback, -1 = none. */
  readonly position: number;
  /** `primary`, `fallback n` or `all failed`. */
  readonly label: string;
  /** The model at that position; null where all failed. */
  readonly activeModel: string | null;
}

/** What is in force, and what is being kept out. */
export interface Status {
  /** Counts the configurations of this instance, from 1. */
  readonly revision: number;
  readonly chains: readonly ChainStatus[];
  /** Breakers by provider and upstream model. */
  readonly circuits: readonly CircuitReading[];
  /** What could not be resolved of the configuration, a sentence each, without secrets. */
  readonly problems: readonly string[];
}

function labelOf(position: number): string {
  if (position < 0) return 'all failed';
  return position === 0 ? 'primary' : `fallback ${position}`;
}

/** Reads the status of every model that can be asked for. */
export function statusOf({ engine, problems }: Core): Status {
  const { snapshot, breakers } = engine;
  const chains = Array.from(snapshot.chains.values(), (chain) => {
    const position = breakers.activePosition(chain);
    const activeModel = chain.steps[position]?.model ?? null;
    return { model: chain.model, position, label: labelOf(position), activeModel };
  });
  // Copies: what the application does with them must not reach the next reading.
  const circuits = breakers.readings(snapshot).map((reading) => ({ ...reading }));
  return { revision: snapshot.revision, chains, circuits, problems };
}
