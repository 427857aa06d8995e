import type { Samples } from '../kit/samples.ts';

/** The counters of the fault suite, those above 0, in a form that a test compares whole. */
export function countsOf(samples: Samples) {
  return {
    requests: samples.counted('requests_total', ['model', 'route', 'outcome']),
    attempts: samples.counted('attempts_total', ['upstream_model', 'position', 'result']),
    fallbacks: samples.counted('fallbacks_total', ['from_model', 'to_model', 'reason']),
    retries: samples.counted('retries_total', ['upstream_model', 'reason']),
    interruptions: samples.counted('stream_interruptions_total', ['upstream_model', 'reason']),
    exhausted: samples.counted('chain_exhausted_total', ['model']),
    disconnects: samples.counted('client_disconnects_total', ['model', 'stage']),
    inflight: samples.counted('inflight_requests', ['model']),
  };
}

const NOTHING = {
  requests: [],
  attempts: [],
  fallbacks: [],
  retries: [],
  interruptions: [],
  exhausted: [],
  disconnects: [],
  inflight: [],
};

/** Exactly these counts and no others. */
export function counts(expected: Partial<ReturnType<typeof countsOf>>): ReturnType<typeof countsOf> {
  return { ...NOTHING, ...expected };
}
