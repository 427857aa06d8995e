import { z } from 'zod';
import { CIRCUIT_STATES, OUTCOMES, REASONS, ROUTES } from '../../metrics/labelValues.ts';
import { defineEndpoint } from '../endpoint.ts';
import { drillAttemptSchema, drillHopSchema, drillWaitSchema } from './drillParts.ts';

export const EVENT_KINDS = ['request', 'fallback', 'breaker', 'config', 'drill'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

const happened = {
  sequence: z.int().min(1).describe('Rises with every event'),
  at: z.iso.datetime(),
};
const count = z.int().min(0);
const reason = z.enum(REASONS);

/** A request that is over, or one that was made elsewhere and recorded here. */
export const requestEventSchema = z.object({
  kind: z.literal('request'),
  ...happened,
  id: z.string(),
  model: z.string().describe('Requested model, cut at 100 characters'),
  servedModel: z.string().nullable(),
  provider: z.string().nullable().describe('Of the answer, else of the last attempt; null = none was called'),
  position: z.int().min(0).nullable().describe('0 = primary, n = fallback n; null = nothing answered'),
  trigger: reason.nullable().describe('What left the primary; null without a fallback'),
  outcome: z.enum(OUTCOMES),
  route: z.enum(ROUTES),
  status: count.describe('HTTP status; 0 for a recorded call'),
  attempts: count,
  durationMs: z.number().min(0),
  firstTokenMs: z.number().min(0).nullable(),
  inputTokens: count.nullable(),
  outputTokens: count.nullable(),
  estimated: z.boolean().describe('The tokens were counted or guessed here'),
  costUsd: z.number().min(0).nullable().describe('All billed calls of the request; null = a price or usage is unknown'),
  client: z.string(),
  traceId: z.string().nullable(),
  api: z.string(),
  stream: z.boolean(),
  recorded: z.boolean().describe('Made elsewhere and booked by POST /records'),
  error: z.string().describe('Last failure in a sentence; empty on success'),
});

/** A move from one step to the next. */
export const fallbackEventSchema = z.object({
  kind: z.literal('fallback'),
  ...happened,
  id: z.string().describe('Id of the request'),
  model: z.string().describe('Requested model'),
  fromModel: z.string(),
  fromProvider: z.string(),
  fromPosition: z.int().min(0),
  toModel: z.string(),
  toProvider: z.string(),
  reason,
  detail: z.string(),
});

/** A circuit that moved. */
export const breakerEventSchema = z.object({
  kind: z.literal('breaker'),
  ...happened,
  model: z.string().describe('A model that the circuit is about'),
  provider: z.string(),
  upstreamModel: z.string(),
  from: z.enum(CIRCUIT_STATES),
  to: z.enum(CIRCUIT_STATES),
  nextProbeAt: z.iso.datetime().nullable(),
  by: z.string().optional().describe('The agent of the group whose calls moved it; absent = this one'),
});

/** A configuration that came into force, or was refused. */
export const configEventSchema = z.object({
  kind: z.literal('config'),
  ...happened,
  revision: count,
  author: z.string(),
  reason: z.string().nullable(),
  outcome: z.enum(['applied', 'refused']),
  summary: z.string(),
});

/** A drill that is over. */
export const notedDrillSchema = z.object({
  kind: z.literal('drill'),
  ...happened,
  id: z.string().describe('Id of the drill'),
  model: z.string(),
  trigger: z.string().describe('The failure that was played'),
  outcome: z.string(),
  servedModel: z.string().nullable(),
  attempts: count,
  durationMs: z.number().min(0),
  author: z.string(),
  summary: z.string(),
});

export const eventSchema = z.discriminatedUnion('kind', [
  requestEventSchema,
  fallbackEventSchema,
  breakerEventSchema,
  configEventSchema,
  notedDrillSchema,
]);
export type AgentEvent = z.infer<typeof eventSchema>;
export type RequestEvent = z.infer<typeof requestEventSchema>;

/** A list in a query: `kind=request,fallback`. */
const kinds = z
  .string()
  .regex(
    new RegExp(`^(${EVENT_KINDS.join('|')})(,(${EVENT_KINDS.join('|')}))*$`),
    `must be one or several of ${EVENT_KINDS.join(', ')}, with commas`,
  );
const text = z.string().min(1).max(200).optional();
/** One text or several with commas, any of which will do. */
const texts = z.string().min(1).max(2_000).optional();
const ANY_OF = '; several with commas: any of them';

export const eventsQuery = z.object({
  kind: kinds.optional().describe(`One kind or several, with commas: ${EVENT_KINDS.join(', ')}; default all`),
  from: z.iso.datetime({ offset: true }).optional().describe('At or after'),
  to: z.iso.datetime({ offset: true }).optional().describe('Before'),
  requests: z
    .enum(['all', 'trouble'])
    .optional()
    .describe('Of requests: all (default), or those that left their primary or failed. Leaves no other kind out'),
  model: texts.describe(`Requested model${ANY_OF}`),
  servedModel: text.describe('Model that answered, or that a fallback moved to'),
  provider: text.describe('Provider that answered, that a fallback left or moved to, or whose circuit moved'),
  trigger: texts.describe(
    `What left the primary, the reason of a fallback, or the failure that a drill played${ANY_OF}`,
  ),
  outcome: texts.describe(`Outcome of a request, a drill or a configuration${ANY_OF}`),
  client: text,
  id: text.describe('Beginning of the id of a request or a drill'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .optional()
    .describe('default 100; as CSV: default everything that matches'),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'must be what "next" of the page before says')
    .optional(),
});

const EXAMPLE_REQUEST = {
  kind: 'request',
  sequence: 1042,
  at: '2026-03-10T12:00:01.250Z',
  id: 'req_0b9d6d8c-6f0e-4f5a-9a9e-2f7f6b1c9f10',
  model: 'gpt-4o',
  servedModel: 'claude-sonnet',
  provider: 'anthropic',
  position: 1,
  trigger: 'rate_limit',
  outcome: 'success',
  route: 'fallback',
  status: 200,
  attempts: 5,
  durationMs: 15_230,
  firstTokenMs: null,
  inputTokens: 512,
  outputTokens: 64,
  estimated: false,
  costUsd: 0.002496,
  client: 'checkout',
  traceId: null,
  api: 'chat',
  stream: false,
  recorded: false,
  error: '',
};

export const listEvents = defineEndpoint({
  operationId: 'listEvents',
  method: 'get',
  path: '/events',
  tag: 'events',
  summary: 'What happened lately, newest first: requests, fallbacks, circuits, configurations, drills',
  description:
    'The newest 100,000 requests and the newest events of the other kinds; they survive a restart. A filter that a kind ' +
    'has no field for leaves that kind out. With `Accept: text/csv` the same as a table; cells that a spreadsheet would ' +
    "run as a formula begin with '.",
  role: 'viewer',
  rate: 'read',
  query: eventsQuery,
  success: {
    status: 200,
    description: 'A page of events',
    body: z.object({
      items: z.array(eventSchema),
      next: z.string().nullable().describe('Cursor of the next page; null = this is the last'),
      kept: z
        .object({
          requests: count.describe('Requests that the agent remembers'),
          oldestAt: z.iso.datetime().nullable().describe('When the oldest of these ended; null = there is none'),
        })
        .describe('How far back requests go, whatever the filters'),
    }),
    example: {
      items: [EXAMPLE_REQUEST],
      next: '1042',
      kept: { requests: 1_042, oldestAt: '2026-03-09T22:14:07.031Z' },
    },
    alsoAs: ['text/csv'],
  },
});

/** What happened inside a request, in the form of a drill's; times are milliseconds since its first call. */
export const requestLogSchema = z.object({
  attempts: z.array(drillAttemptSchema.omit({ forced: true })),
  waits: z.array(drillWaitSchema).describe('Waits before retries, as long as they were'),
  hops: z.array(drillHopSchema),
  baselineCostUsd: z.number().min(0).nullable().describe("The answer's tokens at the requested model's price"),
  costMultiplier: z.number().min(0).nullable().describe('null where either price is unknown or the primary is free'),
  wastedCostUsd: z.number().min(0).describe('Billed but thrown away, as far as prices are known; part of the cost'),
});
export type RequestLog = z.infer<typeof requestLogSchema>;

const ATTEMPT = { position: 0, model: 'gpt-4o', provider: 'openai', upstreamModel: 'gpt-4o-2024-11-20' } as const;
const SAID = 'the provider said 429, too many requests';

export const getEvent = defineEndpoint({
  operationId: 'getEvent',
  method: 'get',
  path: '/events/{id}',
  tag: 'events',
  summary: 'One request with its attempts, waits and hops',
  role: 'viewer',
  rate: 'read',
  success: {
    status: 200,
    description: 'The newest request of that id',
    body: z.object({
      event: requestEventSchema,
      log: requestLogSchema
        .nullable()
        .describe(
          'null = one call without a skip, recorded from elsewhere, or not among the newest 20,000 of the others',
        ),
    }),
    example: {
      event: EXAMPLE_REQUEST,
      log: {
        attempts: [
          {
            ...{ ...ATTEMPT, number: 1, retry: 0, waitedMs: 0, atMs: 0, durationMs: 310 },
            ...{ result: 'rate_limit', status: 429, interrupted: false, message: SAID },
          },
          {
            ...{ ...ATTEMPT, number: 2, retry: 1, waitedMs: 2_000, atMs: 2_310, durationMs: 290 },
            ...{ result: 'rate_limit', status: 429, interrupted: false, message: SAID },
          },
          {
            ...{ number: 3, position: 1, model: 'claude-sonnet', provider: 'anthropic' },
            ...{ upstreamModel: 'claude-sonnet-4-5', retry: 0, waitedMs: 0, atMs: 2_600, durationMs: 1_402 },
            ...{ result: 'success', status: 200, interrupted: false, message: '' },
          },
        ],
        waits: [{ position: 0, model: 'gpt-4o', reason: 'rate_limit', retry: 1, ms: 2_000, atMs: 310 }],
        hops: [
          {
            ...{ from: 'gpt-4o', to: 'claude-sonnet', fromPosition: 0, reason: 'rate_limit', detail: SAID },
            ...{ skipped: false, atMs: 2_600 },
          },
        ],
        baselineCostUsd: 0.00178,
        costMultiplier: 1.4,
        wastedCostUsd: 0,
      },
    },
  },
  errors: { 404: 'No request of that id is remembered' },
});

export const eventsEndpoints = [listEvents, getEvent] as const;
