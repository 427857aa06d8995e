import type { Answer, Finish, Usage } from '../answer.ts';
import type { Ask } from '../ask.ts';
import { serialId } from '../ids.ts';
import type { Json } from '../json.ts';
import { readMessages } from './anthropicRead.ts';
import { argumentPieces } from './argumentPieces.ts';
import { namedFrame } from './endpoint.ts';
import type { Endpoint, StreamFrames } from './endpoint.ts';

const STOP_REASON: Record<Finish, string> = {
  stop: 'end_turn',
  length: 'max_tokens',
  tool: 'tool_use',
  filter: 'refusal',
  refusal: 'refusal',
};

const PING = namedFrame({ type: 'ping' });

/** Anthropic counts what it read from its cache apart from the input. */
function usageJson(usage: Usage, output: number): Json {
  return {
    input_tokens: usage.prompt - usage.cached,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: usage.cached,
    cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
    output_tokens: output,
    service_tier: 'standard',
  };
}

function messageJson(ask: Ask, answer: Answer): Json {
  return { id: `msg_${serialId(answer.serial, 24)}`, type: 'message', role: 'assistant', model: ask.model };
}

/** A content block in its empty form, its deltas, and its whole form. */
interface Block {
  start: Json;
  deltas: Json[];
  whole: Json;
}

function thinkingBlock(text: string): Block {
  const signature = Buffer.from(`sim ${text.length}`).toString('base64');
  return {
    start: { type: 'thinking', thinking: '', signature: '' },
    deltas: [
      ...argumentPieces(text).map((thinking) => ({ type: 'thinking_delta', thinking })),
      { type: 'signature_delta', signature },
    ],
    whole: { type: 'thinking', thinking: text, signature },
  };
}

function textBlock(text: string, pieces: string[]): Block {
  return {
    start: { type: 'text', text: '' },
    deltas: pieces.map((piece) => ({ type: 'text_delta', text: piece })),
    whole: { type: 'text', text },
  };
}

function blocksOf(answer: Answer): Block[] {
  const words = answer.text || answer.refusal;
  const pieces = answer.refusal === '' ? answer.pieces : argumentPieces(answer.refusal);
  return [
    ...(answer.reasoning === '' ? [] : [thinkingBlock(answer.reasoning)]),
    ...(words === '' ? [] : [textBlock(words, pieces)]),
    ...answer.toolCalls.map((call): Block => {
      const base = { type: 'tool_use', id: `toolu_${call.id}`, name: call.name };
      return {
        start: { ...base, input: {} },
        deltas: argumentPieces(call.arguments).map((piece) => ({ type: 'input_json_delta', partial_json: piece })),
        whole: { ...base, input: call.input },
      };
    }),
  ];
}

function json(ask: Ask, answer: Answer): Json {
  return {
    ...messageJson(ask, answer),
    content: blocksOf(answer).map((block) => block.whole),
    stop_reason: STOP_REASON[answer.finish],
    stop_sequence: null,
    ...(answer.usage ? { usage: usageJson(answer.usage, answer.usage.completion) } : {}),
  };
}

function startFrame(block: Block, index: number): string {
  return namedFrame({ type: 'content_block_start', index, content_block: block.start });
}

function blockFrames(block: Block, index: number): string[] {
  return [
    startFrame(block, index),
    ...block.deltas.map((delta) => namedFrame({ type: 'content_block_delta', index, delta })),
    namedFrame({ type: 'content_block_stop', index }),
  ];
}

function headFrames(ask: Ask, answer: Answer): string[] {
  // The first usage has one output token, the last one all: clients that add them up count wrongly.
  const usage = answer.usage ? { usage: usageJson(answer.usage, 1) } : {};
  const message = { ...messageJson(ask, answer), content: [], stop_reason: null, stop_sequence: null, ...usage };
  return [namedFrame({ type: 'message_start', message })];
}

function stream(ask: Ask, answer: Answer): StreamFrames {
  const usage = answer.usage ? { usage: usageJson(answer.usage, answer.usage.completion) } : {};
  const delta = { stop_reason: STOP_REASON[answer.finish], stop_sequence: null };
  const finish = [namedFrame({ type: 'message_delta', delta, ...usage })];
  const done = [namedFrame({ type: 'message_stop' })];
  const frames = blocksOf(answer).flatMap(blockFrames);
  const [opening, ...rest] = frames;
  const head = headFrames(ask, answer);
  if (opening === undefined) return { head: [...head, PING], content: [], finish, done };
  // The first block's opening says nothing yet, and the last block's end comes with the finish.
  const ending = rest.pop();
  return { head: [...head, opening, PING], content: rest, finish: [...(ending ? [ending] : []), ...finish], done };
}

/** Anthropic's Messages API. */
export const anthropicMessages: Endpoint = {
  read: readMessages,
  json,
  stream,
  streamError: (error) => `event: error\ndata: ${JSON.stringify(error.body)}\n\n`,
  keepAlive: PING,
};
