import type { AnswerEnd, AnswerFrame, AnswerPart, StreamWriter } from '../pivot/pivotAnswer.ts';
import { sseData } from '../pivot/sse.ts';
import { chatFinish, chatUsage } from './writeChat.ts';

/** Writes a streamed answer as chat completion chunks. */
export class ChatStreamWriter implements StreamWriter {
  readonly #head: Readonly<Record<string, unknown>>;
  readonly #includeUsage: boolean;

  /** @param includeUsage whether the client asked for the usage chunk (`stream_options.include_usage`) */
  constructor(frame: AnswerFrame, includeUsage: boolean) {
    const { model, createdAt } = frame;
    this.#head = { id: frame.newId('chatcmpl-'), object: 'chat.completion.chunk', created: createdAt, model };
    this.#includeUsage = includeUsage;
  }

  open(): string {
    return this.#chunk({ role: 'assistant', content: '' });
  }

  part(part: AnswerPart): string {
    switch (part.type) {
      case 'text':
        return this.#chunk({ content: part.text });
      case 'reasoning':
        return this.#chunk({ reasoning_content: part.text });
      case 'tool-start': {
        const { index, id, name } = part;
        return this.#chunk({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] });
      }
      case 'tool-arguments':
        return this.#chunk({ tool_calls: [{ index: part.index, function: { arguments: part.text } }] });
    }
  }

  close({ finish, usage }: AnswerEnd): string {
    const last = this.#chunk({}, chatFinish(finish));
    const counted = sseData({ ...this.#head, choices: [], usage: chatUsage(usage) });
    return `${last}${this.#includeUsage && usage !== null ? counted : ''}data: [DONE]\n\n`;
  }

  #chunk(delta: Readonly<Record<string, unknown>>, finishReason: string | null = null): string {
    const choices = [{ index: 0, delta, logprobs: null, finish_reason: finishReason }];
    return sseData({ ...this.#head, choices, ...(this.#includeUsage ? { usage: null } : {}) });
  }
}
