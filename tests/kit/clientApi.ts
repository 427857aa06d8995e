import { z } from 'zod';
import type { Transcript } from './exchange.ts';
import type { ReadEvent } from './sseEvents.ts';

/** The APIs that the fault suite calls. */
export const CLIENT_APIS = ['chat', 'messages', 'responses'] as const;
export type ClientApi = (typeof CLIENT_APIS)[number];

/** How an API is called, and how its answers are read, whole and streamed. */
export interface ApiShape {
  readonly path: string;
  body(model: string, prompt: string, stream: boolean): Record<string, unknown>;
  /** The text of a whole answer. */
  text(transcript: Transcript): string;
  /** The text of a stream's deltas. */
  streamed(transcript: Transcript): string;
  /** Whether the stream says of itself that it is over as planned. */
  endsWhole(transcript: Transcript): boolean;
  /** The error of a stream's event, told from any other; undefined where it is none. */
  errorOf(event: ReadEvent): Record<string, unknown> | undefined;
}

/** What a test reads of an event of any API. */
const eventSchema = z.looseObject({
  type: z.string().optional(),
  error: z.record(z.string(), z.unknown()).optional(),
});
const chatSchema = z.object({ choices: z.tuple([z.object({ message: z.object({ content: z.string() }) })]) });
/** Of a stream's end there is a chunk without a choice, and of one that broke an error in its place. */
const chatChunkSchema = z.object({
  choices: z.array(z.object({ delta: z.object({ content: z.string().nullish() }) })).optional(),
});
const messageSchema = z.object({ content: z.tuple([z.object({ text: z.string() })], z.unknown()) });
const messageEventSchema = z.object({ delta: z.object({ text: z.string().optional() }).optional() });
const responseSchema = z.object({ output: z.array(z.unknown()) });
const responseTextSchema = z.object({ content: z.tuple([z.object({ text: z.string() })], z.unknown()) });
const textDeltaSchema = z.object({ delta: z.string() });

function parse({ data }: ReadEvent): unknown {
  return data === '[DONE]' ? {} : JSON.parse(data);
}

function read<Schema extends z.ZodType>(schema: Schema, { events }: Transcript): z.output<Schema>[] {
  return events.map((event) => schema.parse(parse(event)));
}

const chat: ApiShape = {
  path: '/v1/chat/completions',
  body: (model, prompt, stream) => ({ model, stream, messages: [{ role: 'user', content: prompt }] }),
  text: (transcript) => chatSchema.parse(transcript.json()).choices[0].message.content,
  streamed: (transcript) =>
    read(chatChunkSchema, transcript)
      .map((chunk) => chunk.choices?.[0]?.delta.content ?? '')
      .join(''),
  endsWhole: (transcript) => transcript.events.at(-1)?.data === '[DONE]',
  errorOf: (event) => eventSchema.parse(parse(event)).error,
};

const messages: ApiShape = {
  path: '/v1/messages',
  body: (model, prompt, stream) => ({ model, stream, max_tokens: 200, messages: [{ role: 'user', content: prompt }] }),
  text: (transcript) => messageSchema.parse(transcript.json()).content[0].text,
  streamed: (transcript) =>
    read(messageEventSchema, transcript)
      .map((event) => event.delta?.text ?? '')
      .join(''),
  endsWhole: (transcript) => transcript.events.at(-1)?.event === 'message_stop',
  errorOf: (event) => eventSchema.parse(parse(event)).error,
};

const responses: ApiShape = {
  path: '/v1/responses',
  body: (model, prompt, stream) => ({ model, stream, input: prompt }),
  text: (transcript) => responseTextSchema.parse(responseSchema.parse(transcript.json()).output.at(-1)).content[0].text,
  streamed: (transcript) =>
    read(eventSchema, transcript)
      .filter(({ type }) => type === 'response.output_text.delta')
      .map((event) => textDeltaSchema.parse(event).delta)
      .join(''),
  endsWhole: (transcript) => transcript.events.at(-1)?.event === 'response.completed',
  errorOf: (event) => {
    const told = eventSchema.parse(parse(event));
    return told.type === 'error' || told.type === 'response.failed' ? told : undefined;
  },
};

/** Every API's shape. */
export const API_SHAPES: Readonly<Record<ClientApi, ApiShape>> = { chat, messages, responses };

/** The errors that a stream told in-band, and whether the last event is one. */
export function inBandErrors(api: ClientApi, { events }: Transcript): { count: number; isLast: boolean } {
  const { errorOf } = API_SHAPES[api];
  const errors = events.filter((event) => errorOf(event) !== undefined);
  return { count: errors.length, isLast: errors.length > 0 && errors.at(-1) === events.at(-1) };
}
