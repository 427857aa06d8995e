import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { Usage } from '../../engine/index.ts';
import { API_ADAPTERS, type TextApi } from './apiAdapters.ts';
import type { AnswerEnd, AnswerFrame, AnswerPart } from './pivot/pivotAnswer.ts';

const USAGE: Usage = { input: 10, output: 5, cacheRead: 4, cacheWrite: 1, reasoning: 2, estimated: false };

function frame(): AnswerFrame {
  let ids = 0;
  return { model: 'm', createdAt: 7, request: {}, newId: (prefix) => `${prefix}${++ids}` };
}

interface Event {
  readonly name: string;
  readonly data: unknown;
}

const callSchema = z.looseObject({ index: z.number(), function: z.looseObject({ arguments: z.string() }) });
const chatSchema = z.object({
  choices: z.array(
    z.object({
      delta: z.looseObject({ tool_calls: z.array(callSchema).optional() }),
      finish_reason: z.string().nullable(),
    }),
  ),
});
const messagesSchema = z.object({ type: z.string() });
const blockSchema = z.object({
  index: z.number(),
  content_block: z.unknown().optional(),
  delta: z.looseObject({ partial_json: z.string().optional() }).optional(),
});
const responsesSchema = z.object({
  sequence_number: z.number(),
  response: z.looseObject({ id: z.string() }).optional(),
});
const completionsSchema = z.object({ choices: z.array(z.object({ text: z.string(), finish_reason: z.unknown() })) });

/** The events that a stream of these parts is written as. */
function written(api: TextApi, parts: readonly AnswerPart[], end: AnswerEnd, includeUsage = true): Event[] {
  const request = { options: { prompt: [] }, singleToolCall: false, includeUsage };
  const writer = API_ADAPTERS[api].streamWriter(frame(), request);
  const text = writer.open() + parts.map((part) => writer.part(part)).join('') + writer.close(end);
  return text
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => {
      const [, name = '', data = ''] = /^(?:event: (.*)\n)?data: (.*)$/.exec(event) ?? [];
      return { name, data: data === '[DONE]' ? data : (JSON.parse(data) as unknown) };
    });
}

/** The events of a stream whose last one may be `[DONE]`, read by a schema. */
function read<Schema extends z.ZodType>(schema: Schema, events: readonly Event[]) {
  return events.filter(({ data }) => data !== '[DONE]').map(({ name, data }) => ({ name, data: schema.parse(data) }));
}

const TEXT: AnswerPart[] = [
  { type: 'reasoning', text: 'hm' },
  { type: 'text', text: 'he' },
  { type: 'text', text: 'y' },
];
const MIXED_CALLS: AnswerPart[] = [
  { type: 'text', text: 'calling' },
  { type: 'tool-start', index: 0, id: 'a', name: 'one' },
  { type: 'tool-start', index: 1, id: 'b', name: 'two' },
  { type: 'tool-arguments', index: 1, text: '{"y":' },
  { type: 'tool-arguments', index: 0, text: '{}' },
  { type: 'tool-arguments', index: 1, text: '2}' },
];
const STOP: AnswerEnd = { finish: 'stop', usage: USAGE };
const CALLED: AnswerEnd = { finish: 'tool-calls', usage: USAGE };

describe('a chat stream', () => {
  it('opens with the role, says reasoning and text, the reason, usage and the end', () => {
    const events = written('chat', TEXT, STOP);
    const chunks = read(chatSchema, events).map(({ data }) => data.choices[0]);
    expect(chunks.slice(0, -1).map((choice) => choice?.delta)).toEqual([
      { role: 'assistant', content: '' },
      { reasoning_content: 'hm' },
      { content: 'he' },
      { content: 'y' },
      {},
    ]);
    expect(events[0]?.data).toMatchObject({
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 7,
      model: 'm',
    });
    expect(chunks.at(-2)?.finish_reason).toBe('stop');
    expect(events.at(-2)?.data).toMatchObject({ choices: [], usage: { prompt_tokens: 10, total_tokens: 15 } });
    expect(events.at(-1)?.data).toBe('[DONE]');
  });

  it('says no usage to a client that did not ask', () => {
    const events = written('chat', TEXT, STOP, false);
    expect(events.at(-1)?.data).toBe('[DONE]');
    expect(JSON.stringify(events)).not.toContain('usage');
  });

  it('numbers mixed tool calls', () => {
    const events = read(chatSchema, written('chat', MIXED_CALLS, CALLED));
    const deltas = events.flatMap(({ data }) => data.choices[0]?.delta.tool_calls ?? []);
    expect(deltas[1]).toEqual({ index: 1, id: 'b', type: 'function', function: { name: 'two', arguments: '' } });
    const second = deltas.filter((delta) => delta.index === 1).map((delta) => delta.function.arguments);
    expect(second.join('')).toBe('{"y":2}');
  });
});

describe('a Messages stream', () => {
  it('says text in a block and usage at the end; reasoning is a ping', () => {
    const raw = written('messages', TEXT, { finish: 'length', usage: USAGE });
    const events = read(messagesSchema, raw);
    expect(events.map(({ name }) => name)).toEqual([
      'message_start',
      'ping',
      'ping',
      'content_block_start',
      'content_block_delta',
      'content_block_delta',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ]);
    expect(events.map(({ data }) => data.type)).toEqual(events.map(({ name }) => name));
    expect(raw[7]?.data).toMatchObject({
      delta: { stop_reason: 'max_tokens', stop_sequence: null },
      usage: { input_tokens: 5, output_tokens: 5, cache_read_input_tokens: 4, cache_creation_input_tokens: 1 },
    });
    expect(JSON.stringify(raw)).not.toContain('hm');
  });

  it('never lets blocks overlap, however tool calls come', () => {
    const events = written('messages', [...MIXED_CALLS, { type: 'text', text: 'late' }], CALLED);
    const blocks = read(
      blockSchema,
      events.filter(({ name }) => name.startsWith('content_block')),
    );
    let open: number | null = null;
    for (const { name, data } of blocks) {
      if (name === 'content_block_start') expect(open).toBeNull();
      else expect(data.index).toBe(open);
      open = name === 'content_block_stop' ? null : data.index;
    }
    const starts = blocks.filter(({ name }) => name === 'content_block_start').map(({ data }) => data.content_block);
    expect(starts).toMatchObject([{ type: 'text' }, { name: 'one' }, { name: 'two' }, { type: 'text' }]);
    const second = blocks.filter(({ data }) => data.index === 2).map(({ data }) => data.delta?.partial_json ?? '');
    expect(second.join('')).toBe('{"y":2}');
  });
});

describe('a Responses stream', () => {
  it('counts its events and builds the whole answer', () => {
    const events = read(responsesSchema, written('responses', [...TEXT, ...MIXED_CALLS], CALLED));
    expect(events.map(({ data }) => data.sequence_number)).toEqual(events.map((_event, index) => index));
    expect(events.map(({ name }) => name).slice(0, 5)).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
    ]);
    const last = events.at(-1)!;
    expect(last.name).toBe('response.completed');
    expect(last.data.response).toMatchObject({
      id: events[0]?.data.response?.id,
      status: 'completed',
      output: [
        { type: 'message', status: 'completed', content: [{ text: 'heycalling' }] },
        { type: 'function_call', call_id: 'a', name: 'one', arguments: '{}' },
        { type: 'function_call', call_id: 'b', name: 'two', arguments: '{"y":2}' },
      ],
      usage: {
        input_tokens: 10,
        input_tokens_details: { cached_tokens: 4 },
        output_tokens_details: { reasoning_tokens: 2 },
      },
    });
  });

  it('ends incomplete where the limit cut it', () => {
    const last = written('responses', TEXT, { finish: 'length', usage: null }).at(-1)!;
    expect(last).toMatchObject({
      name: 'response.incomplete',
      data: { response: { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' }, usage: null } },
    });
  });
});

describe('a completions stream', () => {
  it('says text alone', () => {
    const events = written('completions', TEXT, STOP, false);
    const choices = read(completionsSchema, events).map(({ data }) => data.choices[0]);
    expect(choices.map((choice) => choice?.text)).toEqual(['he', 'y', '']);
    expect(choices[2]?.finish_reason).toBe('stop');
    expect(events.at(-1)?.data).toBe('[DONE]');
  });
});

describe('a whole answer', () => {
  const answer = {
    text: '',
    reasoning: 'hm',
    toolCalls: [{ id: 'a', name: 'one', arguments: '{"x":1}' }],
    finish: 'tool-calls' as const,
    usage: USAGE,
  };

  it('is a chat completion', () => {
    expect(API_ADAPTERS.chat.write(answer, frame())).toEqual({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 7,
      model: 'm',
      choices: [
        {
          index: 0,
          message: {
            role: 'assistant',
            content: null,
            refusal: null,
            reasoning_content: 'hm',
            tool_calls: [{ id: 'a', type: 'function', function: { name: 'one', arguments: '{"x":1}' } }],
          },
          logprobs: null,
          finish_reason: 'tool_calls',
        },
      ],
      usage: {
        prompt_tokens: 10,
        completion_tokens: 5,
        total_tokens: 15,
        prompt_tokens_details: { cached_tokens: 4, audio_tokens: 0 },
        completion_tokens_details: { reasoning_tokens: 2, audio_tokens: 0 },
      },
    });
  });

  it('is a message, without unsigned thinking', () => {
    expect(API_ADAPTERS.messages.write(answer, frame())).toEqual({
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'm',
      content: [{ type: 'tool_use', id: 'a', name: 'one', input: { x: 1 } }],
      stop_reason: 'tool_use',
      stop_sequence: null,
      usage: { input_tokens: 5, output_tokens: 5, cache_creation_input_tokens: 1, cache_read_input_tokens: 4 },
    });
  });

  it('is a response that repeats the request’s settings', () => {
    const request = { temperature: 0.5, instructions: 'be kind', metadata: { a: 'b' } };
    expect(API_ADAPTERS.responses.write(answer, { ...frame(), request })).toMatchObject({
      object: 'response',
      temperature: 0.5,
      instructions: 'be kind',
      metadata: { a: 'b' },
      output: [{ type: 'function_call', call_id: 'a' }],
    });
  });
});
