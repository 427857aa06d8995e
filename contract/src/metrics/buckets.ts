/** Durations in seconds: edges at the 2 s and 15 s thresholds, up to the ten-minute timeouts of reasoning models. */
export const DURATION_BUCKETS = [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 300, 600] as const;

/** Seconds to the first token. */
export const FIRST_TOKEN_BUCKETS = [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60] as const;

/** Seconds that a failover or a queue added. */
export const FAILOVER_BUCKETS = [0.05, ...FIRST_TOKEN_BUCKETS] as const;

/** Seconds of the agent's own work. */
export const OVERHEAD_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25] as const;
