import { describe, expect, it } from '@jest/globals';
import { StreamReader } from './streamReader.ts';
import type { StreamApi } from './streamFormat.ts';

function read(api: StreamApi, events: readonly (object | string)[]) {
  const reader = new StreamReader(api);
  const signs = events.map((event) =>
    reader.read({ name: '', data: typeof event === 'string' ? event : JSON.stringify(event) }),
  );
  return { reader, signs, ending: reader.ending() };
}

const delta = (fields: object, finish: string | null = null, index = 0) => ({
  choices: [{ index, delta: fields, finish_reason: finish }],
});
const usage = { prompt_tokens: 3, completion_tokens: 4 };

describe('StreamReader of chat completions', () => {
  it.each([
    ['a role', { role: 'assistant', content: '' }, 'quiet'],
    ['nothing', {}, 'quiet'],
    ['content', { content: 'a' }, 'content'],
    ['content in parts', { content: [{ type: 'text', text: 'a' }] }, 'content'],
    ['reasoning', { reasoning_content: 'a' }, 'content'],
    ["reasoning under OpenRouter's name", { reasoning: 'a' }, 'content'],
    ['a tool call', { tool_calls: [{ index: 0, function: { name: 'f', arguments: '' } }] }, 'content'],
    ['a refusal', { refusal: 'a' }, 'content'],
    ['a function call', { function_call: { name: 'f' } }, 'content'],
  ])('%s', (_name, fields, sign) => {
    expect(read('chat', [delta(fields)]).signs).toEqual([sign]);
  });

  it('is whole with a finish reason, [DONE] or not', () => {
    expect(read('chat', [delta({ content: 'a' }), delta({}, 'stop')]).ending).toBe('whole');
    expect(read('chat', [delta({ content: 'a' }), '[DONE]']).ending).toBe('cut');
    expect(read('chat', [delta({ content: 'a' }, '')]).ending).toBe('cut');
  });

  it('is whole when every choice that began has finished', () => {
    const begun = [delta({ content: 'a' }), delta({ content: 'b' }, null, 1), delta({}, 'stop')];
    expect(read('chat', begun).ending).toBe('cut');
    expect(read('chat', [...begun, delta({}, 'stop', 1)]).ending).toBe('whole');
  });

  it('tells usage alone from usage beside a choice', () => {
    const { signs, reader } = read('chat', [
      delta({ content: 'a' }, 'stop'),
      { choices: [], usage },
      { ...delta({}), usage },
    ]);
    expect(signs).toEqual(['content', 'usage', 'quiet']);
    expect(reader.usage).toMatchObject({ input: 3, output: 4 });
  });

  it("keeps Azure's first chunk without choices", () => {
    expect(
      read('chat', [
        { choices: [], prompt_filter_results: [] },
        { choices: [], usage: null },
      ]).signs,
    ).toEqual(['quiet', 'quiet']);
  });

  it.each([
    ['nothing at all', [], 'empty'],
    ['[DONE] alone', ['[DONE]'], 'empty'],
    ['a finish without content', [delta({ role: 'assistant' }), delta({}, 'stop')], 'empty'],
    ['a filter', [delta({}, 'content_filter')], 'filtered'],
    ['a filter after content', [delta({ content: 'a' }), delta({}, 'content_filter')], 'whole'],
    [
      'thinking that used the limit up',
      [delta({}, 'length'), { choices: [], usage: { ...usage, completion_tokens_details: { reasoning_tokens: 4 } } }],
      'whole',
    ],
    ['a limit without thinking', [delta({}, 'length')], 'empty'],
    ['a role and no more', [delta({ role: 'assistant' })], 'cut'],
  ])('ends with %s', (_name, events, ending) => {
    expect(read('chat', events).ending).toBe(ending);
  });

  it.each([
    ['{"error":{"message":"x"}}', 'error'],
    ['{"error":"x"}', 'error'],
    ['{"object":"error","message":"x"}', 'error'],
    ['{"choices":[{"finish_reason":"error","delta":{}}]}', 'error'],
    ['{"choices":[nul', 'bad'],
    ['[]', 'bad'],
    ['"text"', 'bad'],
    ['{"choices":[1]}', 'bad'],
    ['{"type":"ping"}', 'quiet'],
    ['', 'quiet'],
  ])('calls %s %s', (data, sign) => {
    expect(read('chat', [data]).signs).toEqual([sign]);
  });

  it('takes an event named error for one, whatever it holds', () => {
    const reader = new StreamReader('chat');
    expect(reader.read({ name: 'error', data: '{"message":"x"}' })).toBe('error');
    expect(reader.error).toEqual({ message: 'x' });
  });

  it('gathers the text that was generated', () => {
    expect(
      read('chat', [delta({ reasoning_content: 'r' }), delta({ content: 'a' }), delta({ content: 'b' })]).reader
        .outputText,
    ).toBe('rab');
  });
});

describe('StreamReader of completions', () => {
  it('commits with text and ends with a finish reason', () => {
    const { signs, ending } = read('completions', [
      { choices: [{ text: '' }] },
      { choices: [{ text: 'a', finish_reason: null }] },
      { choices: [{ text: '', finish_reason: 'stop' }] },
    ]);
    expect(signs).toEqual(['quiet', 'content', 'quiet']);
    expect(ending).toBe('whole');
  });
});

describe('StreamReader of responses', () => {
  const created = { type: 'response.created', response: { status: 'in_progress', output: [] } };
  const completed = (output: object[], more: object = {}) => ({
    type: 'response.completed',
    response: { status: 'completed', output, usage: { input_tokens: 3, output_tokens: 4 }, ...more },
  });

  it.each([
    [created, 'quiet'],
    [{ type: 'response.output_item.added', item: { type: 'message', content: [] } }, 'quiet'],
    [{ type: 'response.output_item.added', item: { type: 'reasoning' } }, 'quiet'],
    [{ type: 'response.output_item.added', item: { type: 'function_call', name: 'f' } }, 'content'],
    [{ type: 'response.output_item.added', item: { type: 'web_search_call' } }, 'content'],
    [{ type: 'response.content_part.added', part: {} }, 'quiet'],
    [{ type: 'response.output_text.delta', delta: 'a' }, 'content'],
    [{ type: 'response.output_text.delta', delta: '' }, 'quiet'],
    [{ type: 'response.reasoning_summary_text.delta', delta: 'a' }, 'content'],
    [{ type: 'response.refusal.delta', delta: 'a' }, 'content'],
    [{ type: 'response.function_call_arguments.delta', delta: '{' }, 'content'],
    [{ type: 'response.failed', response: { status: 'failed', error: { code: 'server_error' } } }, 'error'],
    [{ type: 'error', code: 'server_error', message: 'x' }, 'error'],
  ])('%j', (event, sign) => {
    expect(read('responses', [event]).signs).toEqual([sign]);
  });

  it('is whole with its terminal event, and cut without', () => {
    const text = { type: 'response.output_text.delta', delta: 'a' };
    const { ending, reader } = read('responses', [created, text, completed([])]);
    expect(ending).toBe('whole');
    expect(reader.usage).toMatchObject({ input: 3, output: 4 });
    expect(read('responses', [created, text]).ending).toBe('cut');
  });

  it('judges a stream without deltas by its last event', () => {
    const message = { type: 'message', content: [{ type: 'output_text', text: 'a' }] };
    expect(read('responses', [created, completed([message])]).signs).toEqual(['quiet', 'content']);
    expect(read('responses', [created, completed([])]).ending).toBe('empty');
    const filtered = {
      ...completed([], { status: 'incomplete', incomplete_details: { reason: 'content_filter' } }),
      type: 'response.incomplete',
    };
    expect(read('responses', [created, filtered]).ending).toBe('filtered');
  });

  it('keeps the error of a failed response', () => {
    const { reader } = read('responses', [
      { type: 'response.failed', response: { error: { code: 'rate_limit_exceeded' } } },
    ]);
    expect(reader.error).toEqual({ error: { code: 'rate_limit_exceeded' } });
  });
});

describe('StreamReader of messages', () => {
  const start = {
    type: 'message_start',
    message: { usage: { input_tokens: 10, cache_read_input_tokens: 5, output_tokens: 1 } },
  };
  const stop = (stop_reason: string) => ({
    type: 'message_delta',
    delta: { stop_reason },
    usage: { input_tokens: null, output_tokens: 9 },
  });
  const text = { type: 'content_block_delta', delta: { type: 'text_delta', text: 'a' } };

  it.each([
    [start, 'quiet'],
    [{ type: 'ping' }, 'quiet'],
    [{ type: 'content_block_start', content_block: { type: 'text', text: '' } }, 'quiet'],
    [{ type: 'content_block_start', content_block: { type: 'thinking', thinking: '' } }, 'quiet'],
    [{ type: 'content_block_start', content_block: { type: 'tool_use', name: 'f' } }, 'content'],
    [{ type: 'content_block_start', content_block: { type: 'redacted_thinking', data: 'x' } }, 'content'],
    [text, 'content'],
    [{ type: 'content_block_delta', delta: { type: 'thinking_delta', thinking: 'a' } }, 'content'],
    [{ type: 'content_block_delta', delta: { type: 'input_json_delta', partial_json: '{' } }, 'content'],
    [{ type: 'content_block_delta', delta: { type: 'input_json_delta', partial_json: '' } }, 'quiet'],
    [{ type: 'content_block_delta', delta: { type: 'signature_delta', signature: 'a' } }, 'quiet'],
    [{ type: 'content_block_delta', delta: { type: 'citations_delta', citation: {} } }, 'content'],
    [{ type: 'error', error: { type: 'overloaded_error' } }, 'error'],
    [{ type: 'something_new' }, 'quiet'],
  ])('%j', (event, sign) => {
    expect(read('messages', [event]).signs).toEqual([sign]);
  });

  it('is whole with message_stop alone', () => {
    const { ending, reader } = read('messages', [start, text, stop('end_turn'), { type: 'message_stop' }]);
    expect(ending).toBe('whole');
    expect(reader.usage).toMatchObject({ input: 15, output: 9, cacheRead: 5 });
    expect(read('messages', [start, text, stop('end_turn')]).ending).toBe('cut');
  });

  it.each([
    ['end_turn', 'empty'],
    ['refusal', 'filtered'],
    ['model_context_window_exceeded', 'overlong'],
  ])('without content and with %s is %s', (reason, ending) => {
    expect(read('messages', [start, stop(reason), { type: 'message_stop' }]).ending).toBe(ending);
  });
});
