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

function parse({ data }: ReadEvent): ReturnType<typeof JSON.parse> {
  return data === '[DONE]' ? {} : JSON.parse(data);
}

function parsed(transcript: Transcript): ReturnType<typeof JSON.parse>[] {
  return transcript.events.map(parse);
}

const chat: ApiShape = {
  path: '/v1/chat/completions',
  body: (model, prompt, stream) => ({ model, stream, messages: [{ role: 'user', content: prompt }] }),
  text: (transcript) => transcript.json().choices[0].message.content,
  streamed: (transcript) =>
    parsed(transcript)
      .map((chunk) => chunk.choices?.[0]?.delta?.content ?? '')
      .join(''),
  endsWhole: (transcript) => transcript.events.at(-1)?.data === '[DONE]',
  errorOf: (event) => parse(event).error,
};

const messages: ApiShape = {
  path: '/v1/messages',
  body: (model, prompt, stream) => ({ model, stream, max_tokens: 200, messages: [{ role: 'user', content: prompt }] }),
  text: (transcript) => transcript.json().content[0].text,
  streamed: (transcript) =>
    parsed(transcript)
      .map((event) => event.delta?.text ?? '')
      .join(''),
  endsWhole: (transcript) => transcript.events.at(-1)?.event === 'message_stop',
  errorOf: (event) => parse(event).error,
};

const responses: ApiShape = {
  path: '/v1/responses',
  body: (model, prompt, stream) => ({ model, stream, input: prompt }),
  text: (transcript) => transcript.json().output.at(-1).content[0].text,
  streamed: (transcript) =>
    parsed(transcript)
      .filter(({ type }) => type === 'response.output_text.delta')
      .map(({ delta }) => delta)
      .join(''),
  endsWhole: (transcript) => transcript.events.at(-1)?.event === 'response.completed',
  errorOf: (event) => (['error', 'response.failed'].includes(parse(event).type) ? parse(event) : undefined),
};

/** Every API's shape. */
export const API_SHAPES: Readonly<Record<ClientApi, ApiShape>> = { chat, messages, responses };

/** The errors that a stream told in-band, and whether the last event is one. */
export function inBandErrors(api: ClientApi, { events }: Transcript): { count: number; isLast: boolean } {
  const { errorOf } = API_SHAPES[api];
  const errors = events.filter((event) => errorOf(event) !== undefined);
  return { count: errors.length, isLast: errors.length > 0 && errors.at(-1) === events.at(-1) };
}
