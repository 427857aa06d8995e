import type { Usage } from '../../../engine/index.ts';

/** Why an answer ended, in the pivot's words; every API has one of its own for each. */
export type Finish = 'stop' | 'length' | 'tool-calls' | 'content-filter';

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON text. */
  readonly arguments: string;
}

/** A whole answer, read out of the dialect that gave it. */
export interface PivotAnswer {
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: readonly ToolCall[];
  readonly finish: Finish;
  /** Null where the provider reported none. */
  readonly usage: Usage | null;
}

/** One piece of a streamed answer. Tool calls are numbered from 0 in the order of their start. */
export type AnswerPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'tool-start'; readonly index: number; readonly id: string; readonly name: string }
  | { readonly type: 'tool-arguments'; readonly index: number; readonly text: string };

/** What an answer says about itself in the called API's format. */
export interface AnswerFrame {
  /** The model that answered, by the provider's own name. */
  readonly model: string;
  /** Unix seconds. */
  readonly createdAt: number;
  /** The request as it came in: some APIs repeat its settings. */
  readonly request: Readonly<Record<string, unknown>>;
  /** A new id with this prefix, in the API's form. */
  newId(prefix: string): string;
}

/** How an answer ended. */
export interface AnswerEnd {
  readonly finish: Finish;
  readonly usage: Usage | null;
}

/** Writes a streamed answer in one API's format; each method gives the text to send, which may be empty. */
export interface StreamWriter {
  /** What goes before the first content. */
  open(): string;
  part(part: AnswerPart): string;
  /** The finish reason, the usage and the API's terminal event. */
  close(end: AnswerEnd): string;
}
