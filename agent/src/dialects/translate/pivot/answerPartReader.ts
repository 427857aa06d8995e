import type { LanguageModelV4StreamPart } from '@ai-sdk/provider';
import type { AnswerPart } from './pivotAnswer.ts';
import { safeCallId } from './safeCallId.ts';

/** Reads the pieces of an answer out of the library's stream parts. One reader a stream. */
export class AnswerPartReader {
  readonly #singleToolCall: boolean;
  /** Number of a tool call by its id. */
  readonly #calls = new Map<string, number>();
  /** Calls of which some arguments were read. */
  readonly #begun = new Set<string>();

  constructor(singleToolCall: boolean) {
    this.#singleToolCall = singleToolCall;
  }

  get hasToolCalls(): boolean {
    return this.#calls.size > 0;
  }

  /** The content of one stream part: mostly one piece, none for what is no content. */
  read(part: LanguageModelV4StreamPart): readonly AnswerPart[] {
    switch (part.type) {
      case 'text-delta':
        return part.delta === '' ? [] : [{ type: 'text', text: part.delta }];
      case 'reasoning-delta':
        return part.delta === '' ? [] : [{ type: 'reasoning', text: part.delta }];
      case 'tool-input-start':
        return part.providerExecuted === true ? [] : this.#start(part.id, part.toolName);
      case 'tool-input-delta':
        return this.#arguments(part.id, part.delta);
      case 'tool-call':
        return part.providerExecuted === true ? [] : this.#whole(part.toolCallId, part.toolName, part.input);
      default:
        return [];
    }
  }

  #start(id: string, name: string): readonly AnswerPart[] {
    if (this.#singleToolCall && this.#calls.size > 0) return [];
    const index = this.#calls.size;
    this.#calls.set(id, index);
    return [{ type: 'tool-start', index, id: safeCallId(id), name }];
  }

  /** A call without arguments has no deltas: its `{}` comes here alone. */
  #whole(id: string, name: string, input: string): readonly AnswerPart[] {
    if (this.#begun.has(id)) return [];
    const started = this.#calls.has(id) ? [] : this.#start(id, name);
    return [...started, ...this.#arguments(id, input)];
  }

  #arguments(id: string, text: string): readonly AnswerPart[] {
    const index = this.#calls.get(id);
    if (index === undefined || text === '') return [];
    this.#begun.add(id);
    return [{ type: 'tool-arguments', index, text }];
  }
}
