import type { AnswerEnd, AnswerFrame, AnswerPart, StreamWriter } from '../pivot/pivotAnswer.ts';
import { sseEvent } from '../pivot/sse.ts';
import { messagesUsage, stopReason } from './writeMessages.ts';

/** A block that waits for the open tool call to end. */
type Waiting = { kind: 'text'; text: string } | { kind: 'tool'; index: number; id: string; name: string; text: string };

/**
 * Writes a streamed answer as events of the Messages API. Reasoning shows as `ping`: a `thinking` block needs a signature
 * that only Anthropic can give. Blocks do not interleave there while OpenAI's tool calls may, and never say when one is
 * whole: what comes beside an open tool call waits for the end of the answer. Clients act on calls only then anyway.
 */
export class MessagesStreamWriter implements StreamWriter {
  readonly #frame: AnswerFrame;
  /** Number of the open content block, and what it is: text or the number of a tool call; -1 before the first. */
  #block = -1;
  #open: 'none' | 'text' | number = 'none';
  readonly #waiting: Waiting[] = [];

  constructor(frame: AnswerFrame) {
    this.#frame = frame;
  }

  open(): string {
    const message = {
      id: this.#frame.newId('msg_'),
      type: 'message',
      role: 'assistant',
      model: this.#frame.model,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: messagesUsage(null),
    };
    return sseEvent('message_start', { message }) + sseEvent('ping', {});
  }

  part(part: AnswerPart): string {
    switch (part.type) {
      case 'reasoning':
        return sseEvent('ping', {});
      case 'text':
        return this.#text(part.text);
      case 'tool-start':
        return this.#toolStart(part.index, part.id, part.name);
      case 'tool-arguments':
        return this.#toolArguments(part.index, part.text);
    }
  }

  close({ finish, usage }: AnswerEnd): string {
    const rest = this.#endBlock() + this.#writeWaiting();
    const delta = { stop_reason: stopReason(finish), stop_sequence: null };
    return rest + sseEvent('message_delta', { delta, usage: messagesUsage(usage) }) + sseEvent('message_stop', {});
  }

  #text(text: string): string {
    if (typeof this.#open === 'number') {
      const last = this.#waiting.at(-1);
      if (last?.kind === 'text') last.text += text;
      else this.#waiting.push({ kind: 'text', text });
      return '';
    }
    const before = this.#open === 'text' ? '' : this.#startBlock('text', { type: 'text', text: '' });
    return before + this.#delta({ type: 'text_delta', text });
  }

  #toolStart(index: number, id: string, name: string): string {
    if (typeof this.#open === 'number') {
      this.#waiting.push({ kind: 'tool', index, id, name, text: '' });
      return '';
    }
    return this.#endBlock() + this.#startBlock(index, { type: 'tool_use', id, name, input: {} });
  }

  #toolArguments(index: number, text: string): string {
    if (this.#open === index) return this.#delta({ type: 'input_json_delta', partial_json: text });
    const waiting = this.#waiting.find((each) => each.kind === 'tool' && each.index === index);
    if (waiting !== undefined) waiting.text += text;
    return '';
  }

  #writeWaiting(): string {
    return this.#waiting.map((each) => this.#writeWhole(each)).join('');
  }

  #writeWhole(block: Waiting): string {
    if (block.kind === 'text') return this.#text(block.text) + this.#endBlock();
    const started = this.#toolStart(block.index, block.id, block.name);
    return started + this.#toolArguments(block.index, block.text) + this.#endBlock();
  }

  #startBlock(what: 'text' | number, block: Readonly<Record<string, unknown>>): string {
    this.#block += 1;
    this.#open = what;
    return sseEvent('content_block_start', { index: this.#block, content_block: block });
  }

  #delta(delta: Readonly<Record<string, unknown>>): string {
    return sseEvent('content_block_delta', { index: this.#block, delta });
  }

  #endBlock(): string {
    if (this.#open === 'none') return '';
    this.#open = 'none';
    return sseEvent('content_block_stop', { index: this.#block });
  }
}
