/** Failure shapes that a drill can force on the first steps of a chain. */
export const DRILL_FAILURES = [
  'rate_limit',
  'quota',
  'timeout',
  'server_error',
  'connection',
  'invalid_response',
  'empty_response',
  'context_window',
  'auth',
  'cut_stream',
] as const;

export type DrillFailure = (typeof DRILL_FAILURES)[number];
