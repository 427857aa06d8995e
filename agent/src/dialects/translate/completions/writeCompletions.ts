import { chatFinish, chatUsage } from '../chat/writeChat.ts';
import type { AnswerEnd, AnswerFrame, AnswerPart, PivotAnswer, StreamWriter } from '../pivot/pivotAnswer.ts';
import { sseData } from '../pivot/sse.ts';

/** A whole answer as a text completion. */
export function writeCompletions(answer: PivotAnswer, frame: AnswerFrame): Record<string, unknown> {
  const choices = [{ index: 0, text: answer.text, logprobs: null, finish_reason: chatFinish(answer.finish) }];
  return { ...head(frame), choices, usage: chatUsage(answer.usage) };
}

function head(frame: AnswerFrame): Record<string, unknown> {
  return { id: frame.newId('cmpl-'), object: 'text_completion', created: frame.createdAt, model: frame.model };
}

/** Writes a streamed answer as text completion chunks. Reasoning has no place in them; no tools can have been offered. */
export class CompletionsStreamWriter implements StreamWriter {
  readonly #head: Readonly<Record<string, unknown>>;
  readonly #includeUsage: boolean;

  /** @param includeUsage whether the client asked for the usage chunk (`stream_options.include_usage`) */
  constructor(frame: AnswerFrame, includeUsage: boolean) {
    this.#head = head(frame);
    this.#includeUsage = includeUsage;
  }

  open(): string {
    return '';
  }

  part(part: AnswerPart): string {
    return part.type === 'text' ? this.#chunk(part.text, null) : '';
  }

  close({ finish, usage }: AnswerEnd): string {
    const last = this.#chunk('', chatFinish(finish));
    const counted = sseData({ ...this.#head, choices: [], usage: chatUsage(usage) });
    return `${last}${this.#includeUsage && usage !== null ? counted : ''}data: [DONE]\n\n`;
  }

  #chunk(text: string, finishReason: string | null): string {
    return sseData({ ...this.#head, choices: [{ index: 0, text, logprobs: null, finish_reason: finishReason }] });
  }
}
