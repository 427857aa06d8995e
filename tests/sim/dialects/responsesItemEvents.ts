import type { Answer } from '../answer.ts';
import { serialId } from '../ids.ts';
import type { Json } from '../json.ts';
import { argumentPieces } from './argumentPieces.ts';
import { contentPart, functionCallItem, hasMessage, messageItem, reasoningItem } from './responsesItems.ts';

type Event = Json & { type: string };

/** The events of an answer's items, by what they do in the stream. */
export interface ItemEvents {
  /** Up to, and without, the first delta. */
  head: Event[];
  content: Event[];
  finish: Event[];
}

function reasoningEvents(answer: Answer, outputIndex: number): Event[] {
  const place = { item_id: `rs_${serialId(answer.serial, 48)}`, output_index: outputIndex, summary_index: 0 };
  const empty = { type: 'summary_text', text: '' };
  const text = answer.reasoning;
  return [
    { type: 'response.output_item.added', output_index: outputIndex, item: reasoningItem(answer, '') },
    { type: 'response.reasoning_summary_part.added', ...place, part: empty },
    ...argumentPieces(text).map((delta) => ({ type: 'response.reasoning_summary_text.delta', ...place, delta })),
    { type: 'response.reasoning_summary_text.done', ...place, text },
    { type: 'response.reasoning_summary_part.done', ...place, part: { ...empty, text } },
    { type: 'response.output_item.done', output_index: outputIndex, item: reasoningItem(answer, text) },
  ];
}

function messageEvents(answer: Answer, outputIndex: number): ItemEvents {
  const place = { item_id: `msg_${serialId(answer.serial, 48)}`, output_index: outputIndex, content_index: 0 };
  const refused = answer.refusal !== '';
  const text = refused ? answer.refusal : answer.text;
  const kind = refused ? 'refusal' : 'output_text';
  const pieces = refused ? argumentPieces(text) : answer.pieces;
  const logprobs = refused ? {} : { logprobs: [] };
  const part = contentPart(answer, text);
  const item = messageItem(answer, answer.finish === 'length' ? 'incomplete' : 'completed', [part]);
  return {
    head: [
      { type: 'response.output_item.added', output_index: outputIndex, item: messageItem(answer, 'in_progress', []) },
      { type: 'response.content_part.added', ...place, part: contentPart(answer, '') },
    ],
    content: pieces.map((delta) => ({ type: `response.${kind}.delta`, ...place, delta, ...logprobs })),
    finish: [
      { type: `response.${kind}.done`, ...place, ...(refused ? { refusal: text } : { text, ...logprobs }) },
      { type: 'response.content_part.done', ...place, part },
      { type: 'response.output_item.done', output_index: outputIndex, item },
    ],
  };
}

function toolEvents(answer: Answer, firstIndex: number): Event[] {
  return answer.toolCalls.flatMap((call, offset) => {
    const index = firstIndex + offset;
    const place = { item_id: `fc_${call.id}`, output_index: index };
    const type = 'response.function_call_arguments';
    return [
      { type: 'response.output_item.added', output_index: index, item: functionCallItem(call, 'in_progress', '') },
      ...argumentPieces(call.arguments).map((delta) => ({ type: `${type}.delta`, ...place, delta })),
      { type: `${type}.done`, ...place, arguments: call.arguments },
      {
        type: 'response.output_item.done',
        output_index: index,
        item: functionCallItem(call, 'completed', call.arguments),
      },
    ];
  });
}

/** The events that say an answer's items one after the other. */
export function itemEvents(answer: Answer): ItemEvents {
  const reasoning = answer.reasoning === '' ? [] : reasoningEvents(answer, 0);
  const messageIndex = reasoning.length > 0 ? 1 : 0;
  const nothing: ItemEvents = { head: [], content: [], finish: [] };
  const message = hasMessage(answer) ? messageEvents(answer, messageIndex) : nothing;
  const tools = toolEvents(answer, hasMessage(answer) ? messageIndex + 1 : messageIndex);
  // What opens the message stays in front of its deltas when reasoning comes first.
  if (reasoning.length > 0) {
    return {
      head: [],
      content: [...reasoning, ...message.head, ...message.content],
      finish: [...message.finish, ...tools],
    };
  }
  return message === nothing
    ? { head: [], content: tools, finish: [] }
    : { ...message, finish: [...message.finish, ...tools] };
}
