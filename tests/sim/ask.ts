import type { EndpointName, Dialect } from './call.ts';
import type { Json } from './json.ts';

/** A tool that a request offers. */
export interface Tool {
  name: string;
  schema: Json;
}

/** What a request asks for, in words that all dialects share. */
export interface Ask {
  dialect: Dialect;
  endpoint: EndpointName;
  model: string;
  stream: boolean;
  /** Whether a stream reports usage. */
  includeUsage: boolean;
  choices: number;
  /** Characters of all system, user and assistant text; tool calls and tool results do not count. */
  promptCharacters: number;
  images: number;
  lastUserText: string;
  /** The conversation ends with a tool result: answer in words. */
  afterToolResult: boolean;
  tools: Tool[];
  /** A tool must be called: any, or the one named. */
  toolChoice: 'auto' | 'none' | 'required' | { name: string };
  /** Answer JSON: any object, or one that fits a schema. */
  json?: Json | true;
  maxTokens?: number;
  /** Embeddings: the texts to embed. */
  inputs: string[];
  base64: boolean;
  dimensions?: number;
}

/** A request that the real provider would refuse as the caller's mistake. */
export interface BadAsk {
  message: string;
  param: string | null;
}

/** Whether reading a request found a mistake in it. */
export function isBadAsk(ask: Ask | BadAsk): ask is BadAsk {
  return 'param' in ask;
}

/** An {@link Ask} with nothing in it yet. */
export function blankAsk(dialect: Dialect, endpoint: EndpointName, model: string): Ask {
  return {
    dialect,
    endpoint,
    model,
    stream: false,
    includeUsage: false,
    choices: 1,
    promptCharacters: 0,
    images: 0,
    lastUserText: '',
    afterToolResult: false,
    tools: [],
    toolChoice: 'auto',
    inputs: [],
    base64: false,
  };
}
