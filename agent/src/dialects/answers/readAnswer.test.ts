import { describe, expect, it } from '@jest/globals';
import type { ApiKind, JsonObject, JsonValue } from '../../engine/index.ts';
import { answerText, readAnswer } from './readAnswer.ts';

const sign = (api: ApiKind, json: JsonValue | undefined) => readAnswer(api, json).sign;
const chat = (message: JsonObject, rest: JsonObject = {}, top: JsonObject = {}): JsonObject => ({
  choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: 'stop', ...rest }],
  ...top,
});
const thought = {
  usage: { prompt_tokens: 1, completion_tokens: 5, completion_tokens_details: { reasoning_tokens: 5 } },
};

describe('readAnswer of chat completions', () => {
  it.each<[string, JsonObject, string]>([
    ['content', chat({ content: 'hi' }), 'usable'],
    ['a tool call', chat({ content: null, tool_calls: [{ id: 'c' }] }), 'usable'],
    ['a function call', chat({ content: null, function_call: { name: 'f' } }), 'usable'],
    ['a refusal', chat({ content: null, refusal: 'no' }), 'usable'],
    ['audio', chat({ content: null, audio: { id: 'a' } }), 'usable'],
    ['a picture', chat({ content: '', images: [{}] }), 'usable'],
    ['the second choice', { choices: [{ message: { content: '' } }, { message: { content: 'x' } }] }, 'usable'],
    ['thinking that used the limit up', chat({ content: '' }, { finish_reason: 'length' }, thought), 'usable'],
    [
      'thinking text that used the limit up',
      chat({ content: '', reasoning_content: 'hm' }, { finish_reason: 'length' }),
      'usable',
    ],
    ['thinking without an answer', chat({ content: '' }, {}, thought), 'empty'],
    ['no content', chat({ content: '' }), 'empty'],
    ['null content', chat({ content: null, tool_calls: [] }), 'empty'],
    ['a length without thinking', chat({ content: '' }, { finish_reason: 'length' }), 'empty'],
    ['no choice', { choices: [] }, 'empty'],
    ['a filter', chat({ content: '' }, { finish_reason: 'content_filter' }), 'filtered'],
    ['a filter that left something', chat({ content: 'half' }, { finish_reason: 'content_filter' }), 'usable'],
    ['no choices', { id: 'x' }, 'invalid'],
    ['a choice without a message', { choices: [{}] }, 'invalid'],
    ['an error with status 200', { error: { message: 'x' } }, 'error'],
    ['an error in words', { error: 'x' }, 'error'],
    ['an error object', { object: 'error', message: 'x' }, 'error'],
  ])('%s', (_name, json, expected) => {
    expect(sign('chat', json)).toBe(expected);
  });

  it.each<[JsonValue | undefined]>([[undefined], [null], ['text'], [[]], [7]])('%j is no answer of any API', (json) => {
    for (const api of ['chat', 'completions', 'embeddings', 'responses', 'messages'] as const) {
      expect(sign(api, json)).toBe('invalid');
    }
  });
});

describe('readAnswer of the other APIs', () => {
  const item = (content: JsonValue[]): JsonObject => ({
    status: 'completed',
    error: null,
    output: [{ type: 'message', content }],
  });
  const incomplete = (reason: string, reasoning: number): JsonObject => ({
    status: 'incomplete',
    incomplete_details: { reason },
    output: [{ type: 'reasoning' }],
    usage: { input_tokens: 1, output_tokens: 9, output_tokens_details: { reasoning_tokens: reasoning } },
  });
  const message = (content: JsonValue[], stop_reason = 'end_turn'): JsonObject => ({
    type: 'message',
    content,
    stop_reason,
  });

  it.each<[ApiKind, string, JsonObject, string]>([
    ['completions', 'text', { choices: [{ text: 'a' }] }, 'usable'],
    ['completions', 'no text', { choices: [{ text: '' }] }, 'empty'],
    ['completions', 'a filter', { choices: [{ text: '', finish_reason: 'content_filter' }] }, 'filtered'],
    [
      'completions',
      'thinking that used the limit up',
      { choices: [{ text: '', finish_reason: 'length' }], ...thought },
      'usable',
    ],
    ['completions', 'nonsense', { choices: [1] }, 'invalid'],
    ['embeddings', 'vectors', { data: [{ embedding: [1] }] }, 'usable'],
    ['embeddings', 'none', { data: [] }, 'empty'],
    ['embeddings', 'no data', {}, 'invalid'],
    ['responses', 'text', item([{ type: 'output_text', text: 'a' }]), 'usable'],
    ['responses', 'a refusal', item([{ type: 'refusal', refusal: 'a' }]), 'usable'],
    ['responses', 'a tool call', { status: 'completed', output: [{ type: 'function_call' }] }, 'usable'],
    ['responses', 'no text', item([{ type: 'output_text', text: '' }]), 'empty'],
    ['responses', 'nothing', { status: 'completed', output: [] }, 'empty'],
    ['responses', 'a background one', { status: 'queued', output: [] }, 'usable'],
    ['responses', 'a filter', incomplete('content_filter', 0), 'filtered'],
    ['responses', 'thinking that used the limit up', incomplete('max_output_tokens', 9), 'usable'],
    ['responses', 'a limit without thinking', incomplete('max_output_tokens', 0), 'empty'],
    ['responses', 'a failure', { status: 'failed', error: { code: 'server_error' }, output: [] }, 'error'],
    ['responses', 'nonsense', {}, 'invalid'],
    ['messages', 'text', message([{ type: 'text', text: 'a' }]), 'usable'],
    ['messages', 'a tool call', message([{ type: 'tool_use', id: 't' }]), 'usable'],
    ['messages', 'thinking alone', message([{ type: 'thinking', thinking: 'a' }]), 'empty'],
    [
      'messages',
      'thinking that used the limit up',
      message([{ type: 'thinking', thinking: 'a' }], 'max_tokens'),
      'usable',
    ],
    ['messages', 'nothing', message([]), 'empty'],
    ['messages', 'a refusal', message([], 'refusal'), 'filtered'],
    ['messages', 'a full context', message([], 'model_context_window_exceeded'), 'overlong'],
    ['messages', 'an error', { type: 'error', error: { type: 'api_error' } }, 'error'],
    ['messages', 'nonsense', {}, 'invalid'],
  ])('%s: %s', (api, _name, json, expected) => {
    expect(sign(api, json)).toBe(expected);
  });
});

describe('usage of an answer', () => {
  const none = { cacheRead: 0, cacheWrite: 0, reasoning: 0, estimated: false };

  it('counts cached input and reasoning as parts of the whole', () => {
    const usage: JsonObject = {
      prompt_tokens: 10,
      completion_tokens: 20,
      total_tokens: 30,
      prompt_tokens_details: { cached_tokens: 4 },
      completion_tokens_details: { reasoning_tokens: 7 },
    };
    expect(readAnswer('chat', chat({ content: 'x' }, {}, { usage })).usage).toEqual({
      ...none,
      input: 10,
      output: 20,
      cacheRead: 4,
      reasoning: 7,
    });
  });

  it('adds reasoning that a provider counts beside the completion', () => {
    const usage: JsonObject = {
      prompt_tokens: 10,
      completion_tokens: 20,
      total_tokens: 37,
      completion_tokens_details: { reasoning_tokens: 7 },
    };
    expect(readAnswer('chat', chat({ content: 'x' }, {}, { usage })).usage?.output).toBe(27);
  });

  it("adds Anthropic's cached input, which it leaves out", () => {
    const usage: JsonObject = {
      input_tokens: 10,
      output_tokens: 5,
      cache_read_input_tokens: 100,
      cache_creation_input_tokens: 50,
    };
    const json: JsonObject = { content: [{ type: 'text', text: 'x' }], usage };
    expect(readAnswer('messages', json).usage).toEqual({
      ...none,
      input: 160,
      output: 5,
      cacheRead: 100,
      cacheWrite: 50,
    });
  });

  it('is unknown where nothing was reported, and never negative or no number', () => {
    expect(readAnswer('chat', chat({ content: 'x' })).usage).toBeNull();
    expect(readAnswer('chat', chat({ content: 'x' }, {}, { usage: {} })).usage).toBeNull();
    const broken: JsonObject = { prompt_tokens: -1, completion_tokens: 'many' };
    expect(readAnswer('chat', chat({ content: 'x' }, {}, { usage: broken })).usage).toEqual({
      ...none,
      input: 0,
      output: 0,
    });
    expect(readAnswer('embeddings', { data: [1], usage: { prompt_tokens: 3 } }).usage).toEqual({
      ...none,
      input: 3,
      output: 0,
    });
  });
});

describe('answerText', () => {
  it('gathers everything that was generated', () => {
    const call = { function: { name: 'f', arguments: '{}' } };
    expect(answerText('chat', chat({ content: 'a', reasoning_content: 'r', tool_calls: [call] }))).toBe('raf{}');
    expect(answerText('completions', { choices: [{ text: 'a' }, { text: 'b' }] })).toBe('ab');
    const output: JsonValue[] = [
      { type: 'message', content: [{ text: 'a' }] },
      { type: 'function_call', name: 'f', arguments: '{}' },
    ];
    expect(answerText('responses', { output })).toBe('af{}');
    expect(answerText('messages', { content: [{ text: 'a' }, { type: 'tool_use', name: 'f', input: {} }] })).toBe(
      'af{}',
    );
    expect(answerText('embeddings', { data: [] })).toBe('');
  });
});
