import type { Capability } from '@understudy/contract';
import type { Cancel } from './cancel.ts';

/** The API that the client called; answers and errors have its shape. */
export type ApiKind = 'chat' | 'completions' | 'embeddings' | 'responses' | 'messages';

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

/** What a request uses, read from its body; decides which steps can serve it. */
export interface RequestTraits {
  readonly needs: ReadonlySet<Capability>;
  /** UTF-8 bytes of all text that counts as input, pictures and audio left out. */
  readonly textBytes: number;
  /** The input text itself, for counting tokens. */
  text(): string;
  /** Pictures as they stand in the request (data or https URLs), for counting their tokens by the provider's rule. */
  images(): readonly { url: string; detail: string | null }[];
}

/** One request of a client, parsed once. */
export interface EngineRequest {
  readonly id: string;
  readonly api: ApiKind;
  /** The requested model. */
  readonly model: string;
  readonly stream: boolean;
  /** The body as it came in. */
  readonly raw: Buffer;
  readonly json: JsonObject;
  /** Client headers that may go upstream, lower-case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Id of the client that asked; `anonymous` without `clients`. */
  readonly client: string;
  readonly tags: readonly string[];
  /** Lower limit of the client for `total`, in ms; null = the policy's. */
  readonly timeoutMs: number | null;
  /** `chain`: the configured one; `off`: the model alone; or these model ids. */
  readonly fallbacks: 'chain' | 'off' | readonly string[];
  readonly cancel: Cancel;
  traits(): RequestTraits;
}
