import type { ClientApi } from '../kit/clientApi.ts';
import type { Behaviour } from '../sim/behaviour.ts';
import type { ErrorName } from '../sim/errors/errorName.ts';

/** One request, and what each step that is called does. */
export interface Scene {
  readonly model: string;
  readonly calls: readonly (readonly [model: string, ...behaviours: Behaviour[]])[];
  /** Default chat. */
  readonly api?: ClientApi | 'embeddings';
  readonly stream?: boolean;
  readonly tools?: boolean;
  /** The client goes away: before the first byte, or in the middle of the stream. */
  readonly leaves?: 'waiting' | 'streaming';
}

const OK: Behaviour = { kind: 'ok' };
const said = (error: ErrorName): Behaviour => ({ kind: 'error', error });
const BROKEN = said('server_error');

/** Each makes `lead` fall back, every one for another reason. */
const TRIGGERS: readonly Behaviour[] = [
  said('rate_limit'),
  said('insufficient_quota'),
  said('gateway_timeout'),
  BROKEN,
  said('context_length'),
  said('content_filter'),
  said('invalid_key'),
  said('model_not_found'),
  { kind: 'reset' },
  { kind: 'malformed_json' },
  { kind: 'empty_completion' },
];

/** Answers that differ in what is counted of them. */
const ANSWERS: readonly Scene[] = [
  { model: 'lead', calls: [] },
  { model: 'lead', calls: [], stream: true },
  { model: 'lead', calls: [], api: 'messages', stream: true },
  { model: 'lead', calls: [], api: 'responses' },
  { model: 'lead', calls: [], tools: true },
  { model: 'unpriced', calls: [] },
  {
    model: 'lead',
    calls: [['lead', { kind: 'ok', usage: { prompt: 100, completion: 50, cached: 40, reasoning: 20 } }]],
  },
  { model: 'lead', calls: [['lead', { kind: 'ok', usage: false }]] },
];

/** Ways to lose a step, or the whole chain. */
const LOSSES: readonly Scene[] = [
  ...TRIGGERS.map((behaviour): Scene => ({ model: 'lead', calls: [['lead', behaviour]] })),
  { model: 'lead', calls: [['lead', BROKEN]], api: 'embeddings' },
  { model: 'lead', calls: [['lead', { kind: 'stream_error', role: true }]], stream: true },
  {
    model: 'lead',
    calls: [
      ['lead', BROKEN],
      ['second', said('overloaded')],
    ],
  },
  // A retry, then a call that needs none.
  { model: 'google', calls: [['google', BROKEN, OK]] },
  // Steps that are left out: no tools, switched off, too dear, circuit open.
  { model: 'blind', calls: [], tools: true },
  { model: 'thrifty', calls: [['thrifty', BROKEN]] },
  { model: 'tripping', calls: [['tripping', BROKEN]] },
  { model: 'tripping', calls: [['tripping', BROKEN]] },
  { model: 'tripping', calls: [] },
  { model: 'doomed', calls: [['doomed', said('unavailable')]] },
  { model: 'lead', calls: [['lead', said('bad_request')]] },
];

/** Streams and waits that end before their end. */
const ENDS: readonly Scene[] = [
  { model: 'lead', calls: [['lead', { kind: 'cut', afterChunks: 2 }]], stream: true },
  { model: 'lead', calls: [['lead', { kind: 'hang' }]], leaves: 'waiting' },
  { model: 'lead', calls: [['lead', { kind: 'ok', chunkDelayMs: 200 }]], stream: true, leaves: 'streaming' },
];

export const SCENES: readonly Scene[] = [...ANSWERS, ...LOSSES, ...ENDS];
