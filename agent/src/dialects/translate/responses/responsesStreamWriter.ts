import type { AnswerEnd, AnswerFrame, AnswerPart, StreamWriter } from '../pivot/pivotAnswer.ts';
import { sseEvent } from '../pivot/sse.ts';
import { callItem, messageItem, textPart, type ResponseItem } from './responseItems.ts';
import { responseObject } from './writeResponses.ts';

/** An output item that has begun and not ended. */
type OpenItem = { readonly at: number; readonly id: string } & (
  | { readonly kind: 'text'; text: string }
  | { readonly kind: 'call'; readonly callId: string; readonly name: string; text: string }
);

/** Writes a streamed answer as events of the Responses API. Reasoning has no event here: see `writeResponses`. */
export class ResponsesStreamWriter implements StreamWriter {
  readonly #frame: AnswerFrame;
  readonly #id: string;
  #sequence = 0;
  /** Ended items by their place; filled as they end. */
  readonly #output: ResponseItem[] = [];
  #items = 0;
  #message: Extract<OpenItem, { kind: 'text' }> | null = null;
  /** Open calls by their number. */
  readonly #calls = new Map<number, Extract<OpenItem, { kind: 'call' }>>();

  constructor(frame: AnswerFrame) {
    this.#frame = frame;
    this.#id = frame.newId('resp_');
  }

  open(): string {
    const response = responseObject(this.#id, this.#frame, [], null);
    return this.#event('response.created', { response }) + this.#event('response.in_progress', { response });
  }

  part(part: AnswerPart): string {
    switch (part.type) {
      case 'reasoning':
        return '';
      case 'text':
        return this.#text(part.text);
      case 'tool-start':
        return this.#endMessage() + this.#startCall(part.index, part.id, part.name);
      case 'tool-arguments':
        return this.#arguments(part.index, part.text);
    }
  }

  close(end: AnswerEnd): string {
    let rest = this.#endMessage();
    for (const call of this.#calls.values()) rest += this.#endCall(call);
    this.#calls.clear();
    const response = responseObject(this.#id, this.#frame, this.#output, end);
    return rest + this.#event(`response.${String(response.status)}`, { response });
  }

  #text(text: string): string {
    let started = '';
    if (this.#message === null) {
      this.#message = { kind: 'text', at: this.#items++, id: this.#frame.newId('msg_'), text: '' };
      const { at, id } = this.#message;
      started = this.#added(at, messageItem(id, null));
      started += this.#event('response.content_part.added', { ...place(this.#message), part: textPart('') });
    }
    this.#message.text += text;
    return started + this.#event('response.output_text.delta', { ...place(this.#message), delta: text, logprobs: [] });
  }

  #endMessage(): string {
    const message = this.#message;
    if (message === null) return '';
    this.#message = null;
    const { at, id, text } = message;
    return (
      this.#event('response.output_text.done', { ...place(message), text, logprobs: [] }) +
      this.#event('response.content_part.done', { ...place(message), part: textPart(text) }) +
      this.#done(at, messageItem(id, text))
    );
  }

  #startCall(index: number, callId: string, name: string): string {
    const call = { kind: 'call' as const, at: this.#items++, id: this.#frame.newId('fc_'), callId, name, text: '' };
    this.#calls.set(index, call);
    return this.#added(call.at, callItem(call.id, { id: callId, name, arguments: '' }, 'in_progress'));
  }

  #arguments(index: number, text: string): string {
    const call = this.#calls.get(index);
    if (call === undefined) return '';
    call.text += text;
    const about = { item_id: call.id, output_index: call.at, delta: text };
    return this.#event('response.function_call_arguments.delta', about);
  }

  #endCall({ at, id, callId, name, text }: Extract<OpenItem, { kind: 'call' }>): string {
    const about = { item_id: id, output_index: at, name, arguments: text };
    const item = callItem(id, { id: callId, name, arguments: text }, 'completed');
    return this.#event('response.function_call_arguments.done', about) + this.#done(at, item);
  }

  #added(at: number, item: ResponseItem): string {
    return this.#event('response.output_item.added', { output_index: at, item });
  }

  #done(at: number, item: ResponseItem): string {
    this.#output[at] = item;
    return this.#event('response.output_item.done', { output_index: at, item });
  }

  #event(type: string, fields: Readonly<Record<string, unknown>>): string {
    return sseEvent(type, { sequence_number: this.#sequence++, ...fields });
  }
}

/** Where a message's one part stands. */
function place(message: OpenItem): Record<string, unknown> {
  return { item_id: message.id, output_index: message.at, content_index: 0 };
}
