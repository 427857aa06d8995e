import type { CompiledChain } from '../../engine/index.ts';

/** What metrics need to know of a configuration that came into force. */
export interface MetricsConfig {
  /** Every registry entry that can be asked for: `Snapshot.chains`. */
  readonly chains: ReadonlyMap<string, CompiledChain>;
  /** Hash of the document, for drift between agents. */
  readonly hash: string;
  /** `--group`. */
  readonly group: string;
  /** Epoch ms at which prices were last changed; null = unknown. */
  readonly pricesUpdatedAt: number | null;
}
