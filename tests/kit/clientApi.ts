import type { Transcript } from './exchange.ts';

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
  /** The error event of a stream that broke; undefined where there is none. */
  errorEvent(transcript: Transcript): Record<string, unknown> | undefined;
}

function parsed(transcript: Transcript): ReturnType<typeof JSON.parse>[] {
  return transcript.events.filter(({ data }) => data !== '[DONE]').map(({ data }) => JSON.parse(data));
}

const chat: ApiShape = {
  path: '/v1/chat/completions',
  body: (model, prompt, stream) => ({ model, stream, messages: [{ role: 'user', content: prompt }] }),
  text: (transcript) => transcript.json().choices[0].message.content,
  streamed: (transcript) => parsed(transcript).map((chunk) => chunk.choices?.[0]?.delta?.content ?? '').join(''),
  endsWhole: (transcript) => transcript.events.at(-1)?.data === '[DONE]',
  errorEvent: (transcript) => parsed(transcript).find((chunk) => chunk.error !== undefined)?.error,
};

const messages: ApiShape = {
  path: '/v1/messages',
  body: (model, prompt, stream) => ({ model, stream, max_tokens: 200, messages: [{ role: 'user', content: prompt }] }),
  text: (transcript) => transcript.json().content[0].text,
  streamed: (transcript) => parsed(transcript).map((event) => event.delta?.text ?? '').join(''),
  endsWhole: (transcript) => transcript.events.at(-1)?.event === 'message_stop',
  errorEvent: (transcript) => parsed(transcript).find((event) => event.type === 'error')?.error,
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
  errorEvent: (transcript) =>
    parsed(transcript).find(({ type }) => type === 'error' || type === 'response.failed'),
};

/** Every API's shape. */
export const API_SHAPES: Readonly<Record<ClientApi, ApiShape>> = { chat, messages, responses };
