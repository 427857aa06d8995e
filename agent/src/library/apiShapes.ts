import type { JsonObject } from '../engine/index.ts';

/** A tool call of the chat API. */
export interface ChatToolCall {
  readonly id: string;
  readonly type: string;
  /** `arguments` is JSON text. */
  readonly function: { readonly name: string; readonly arguments: string };
}

/** An answer of the chat API. Fields that are not named here are there as the provider sent them. */
export interface ChatResponse {
  readonly id: string;
  readonly model: string;
  readonly choices: readonly {
    readonly index: number;
    readonly finish_reason: string;
    readonly message: {
      readonly role: 'assistant';
      readonly content: string | null;
      readonly refusal?: string | null;
      readonly tool_calls?: readonly ChatToolCall[];
    };
  }[];
  readonly usage?: {
    readonly prompt_tokens: number;
    readonly completion_tokens: number;
    readonly total_tokens: number;
  };
}

/** An answer of the completions API. */
export interface CompletionsResponse {
  readonly id: string;
  readonly model: string;
  readonly choices: readonly { readonly index: number; readonly text: string; readonly finish_reason: string }[];
}

/** An answer of the embeddings API; base64 text where the request asked for it. */
export interface EmbeddingsResponse {
  readonly model: string;
  readonly data: readonly { readonly index: number; readonly embedding: readonly number[] | string }[];
}

/** An answer of the responses API. */
export interface ResponsesResponse {
  readonly id: string;
  readonly model: string;
  readonly status: string;
  readonly output: readonly JsonObject[];
}

/** An answer of Anthropic's Messages API. */
export interface MessagesResponse {
  readonly id: string;
  readonly model: string;
  readonly content: readonly JsonObject[];
  readonly stop_reason: string | null;
  readonly usage: { readonly input_tokens: number; readonly output_tokens: number };
}

/** What each API answers with. For full types name the client library's own, for example `OpenAI.ChatCompletion`. */
export interface ApiResponses {
  readonly chat: ChatResponse;
  readonly completions: CompletionsResponse;
  readonly embeddings: EmbeddingsResponse;
  readonly responses: ResponsesResponse;
  readonly messages: MessagesResponse;
}

/** A request's body without `model`: whatever the API takes. Fields that Understudy does not know are sent on. */
export type RequestBody = object & { readonly model?: never; readonly [field: string]: unknown };
