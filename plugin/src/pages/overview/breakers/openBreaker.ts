/** One open breaker, as the strip shows it. */
export interface OpenBreaker {
  readonly provider: string;
  readonly upstreamModel: string;
  /** What opened it; null = not known, as from Prometheus. */
  readonly trigger: string | null;
  /** When the next probe goes out; absent = not known. */
  readonly nextProbeAt?: string | null;
  /** Fleet only: how many agents have it open. */
  readonly share?: { readonly agents: number; readonly of: number };
  /** Chains that have it as a step; absent = not known. */
  readonly chains?: number;
}
