import type { LanguageModelV4CallOptions } from '@ai-sdk/provider';

/** What a call is asked to do: the pivot's options but for those that belong to the transport. */
export type PivotOptions = Omit<LanguageModelV4CallOptions, 'abortSignal' | 'headers' | 'includeRawChunks'>;

/** A request of a client, read out of the API that it called and not yet fitted to a dialect. */
export interface PivotRequest {
  readonly options: PivotOptions;
  /** The client takes one tool call an answer: later ones are left out where a dialect has no switch for it. */
  readonly singleToolCall: boolean;
  /** The client of a chat stream asked for the usage chunk. */
  readonly includeUsage: boolean;
}

/** A request in terms of the pivot, or why it cannot be put so. */
export type Reading = { readonly kind: 'request'; readonly request: PivotRequest } | Refused;

export interface Refused {
  readonly kind: 'refused';
  /** One sentence that names the field; no prompt text. */
  readonly reason: string;
}
