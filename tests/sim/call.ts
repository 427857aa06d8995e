import type { Behaviour } from './behaviour.ts';
import type { Json } from './json.ts';

/** The wire dialect that a path belongs to. */
export type Dialect = 'openai' | 'azure' | 'anthropic' | 'google';

/** What a path asks for. */
export type EndpointName =
  | 'chat'
  | 'completions'
  | 'embeddings'
  | 'responses'
  | 'messages'
  | 'countTokens'
  | 'generate'
  | 'streamGenerate'
  | 'embedContent'
  | 'batchEmbedContents'
  | 'models';

/** Where a request was sent, in the sim's words. */
export interface Route {
  dialect: Dialect;
  endpoint: EndpointName;
  path: string;
  query: URLSearchParams;
  /** The model named by the path (Azure's deployment, Google's model); otherwise the body names it. */
  pathModel?: string;
}

/** How a call ended: `cut` by the sim itself, `client_closed` when the caller left first. */
export type CallOutcome = 'pending' | 'completed' | 'client_closed' | 'cut';

/** One call as the sim received and played it. */
export interface Call {
  /** Counts from 1 in order of arrival. */
  id: number;
  /** Milliseconds since the epoch. */
  at: number;
  endedAt?: number;
  method: string;
  path: string;
  query: Record<string, string>;
  dialect: Dialect;
  endpoint: EndpointName;
  model: string;
  stream: boolean;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Json | undefined;
  rawBody: Buffer;
  behaviour: Behaviour;
  outcome: CallOutcome;
  status?: number;
  /** Body bytes handed to the socket, after compression. */
  bytesSent: number;
  /** As reported to the client; absent when no usage was reported. */
  promptTokens?: number;
  completionTokens?: number;
  /** Which connection it came by, counted from 1. */
  connection: number;
}
