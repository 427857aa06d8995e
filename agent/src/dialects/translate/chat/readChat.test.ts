import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../engine/index.ts';
import type { PivotRequest } from '../pivot/pivotRequest.ts';
import { readChat } from './readChat.ts';

const HI: JsonObject[] = [{ role: 'user', content: 'hi' }];

function read(body: JsonObject): PivotRequest {
  const reading = readChat({ messages: HI, ...body });
  if (reading.kind === 'refused') throw new Error(reading.reason);
  return reading.request;
}

function reasonOf(body: JsonObject): string | null {
  const reading = readChat({ messages: HI, ...body });
  return reading.kind === 'refused' ? reading.reason : null;
}

describe('readChat', () => {
  it('puts system and developer texts first and keeps the turns in order', () => {
    const { prompt } = read({
      messages: [
        { role: 'user', content: 'one' },
        { role: 'assistant', content: [{ type: 'text', text: 'two' }], reasoning_content: 'secret thought' },
        { role: 'developer', content: 'be brief' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'three' },
            { type: 'text', text: '' },
          ],
        },
      ],
    }).options;
    expect(prompt).toEqual([
      { role: 'system', content: 'be brief' },
      { role: 'user', content: [{ type: 'text', text: 'one' }] },
      { role: 'assistant', content: [{ type: 'text', text: 'two' }] },
      { role: 'user', content: [{ type: 'text', text: 'three' }] },
    ]);
  });

  it('joins parallel tool calls and their results, each with its tool', () => {
    const call = (id: string, name: string, args: string): JsonObject => ({
      id,
      type: 'function',
      function: { name, arguments: args },
    });
    const { prompt } = read({
      messages: [
        ...HI,
        {
          role: 'assistant',
          content: null,
          tool_calls: [call('a', 'one', '{"x":1}'), call('functions.two:1', 'two', '')],
        },
        { role: 'tool', tool_call_id: 'a', content: 'ra' },
        { role: 'tool', tool_call_id: 'functions.two:1', content: [{ type: 'text', text: 'rb' }] },
      ],
    }).options;
    const [, assistant, tool] = prompt;
    expect(prompt).toHaveLength(3);
    expect(assistant?.content).toMatchObject([
      { toolCallId: 'a', input: { x: 1 } },
      { toolName: 'two', input: {} },
    ]);
    expect(tool?.content).toMatchObject([
      { toolCallId: 'a', toolName: 'one', output: { type: 'text', value: 'ra' } },
      { toolCallId: expect.stringMatching(/^call_[0-9a-f]{24}$/), toolName: 'two' },
    ]);
    expect((assistant?.content[1] as { toolCallId: string }).toolCallId).toBe(
      (tool?.content[1] as { toolCallId: string }).toolCallId,
    );
  });

  it('reads pictures as data and as addresses, and a PDF', () => {
    const { prompt } = read({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'image_url', image_url: { url: 'data:image/jpg;base64,QUJD', detail: 'low' } },
            { type: 'image_url', image_url: { url: 'https://example.com/a/b.PNG?c=d' } },
            { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,QUJD' } },
          ],
        },
      ],
    }).options;
    expect(prompt[0]?.content).toEqual([
      { type: 'file', mediaType: 'image/jpeg', data: { type: 'data', data: 'QUJD' } },
      { type: 'file', mediaType: 'image/png', data: { type: 'url', url: new URL('https://example.com/a/b.PNG?c=d') } },
      { type: 'file', mediaType: 'application/pdf', filename: 'a.pdf', data: { type: 'data', data: 'QUJD' } },
    ]);
  });

  it('carries every setting that the pivot knows and leaves absent ones out', () => {
    const { prompt: _prompt, ...options } = read({
      max_tokens: 5,
      max_completion_tokens: 7,
      temperature: 0,
      top_p: 0.5,
      presence_penalty: 1,
      frequency_penalty: -1,
      seed: 3,
      stop: 'END',
      reasoning_effort: 'low',
      user: 'u-1',
      metadata: { a: 'b' },
      store: true,
      service_tier: 'auto',
      some_new_field: { x: 1 },
    }).options;
    expect(options).toEqual({
      maxOutputTokens: 7,
      temperature: 0,
      topP: 0.5,
      presencePenalty: 1,
      frequencyPenalty: -1,
      seed: 3,
      stopSequences: ['END'],
      reasoning: 'low',
    });
  });

  it('carries tools, the choice among them, and the wish for a single call', () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'string' } },
      required: ['a'],
      additionalProperties: false,
    };
    const tool = (name: string, over: JsonObject = {}): JsonObject => ({
      type: 'function',
      function: { name, ...over },
    });
    const request = read({
      tools: [tool('one', { description: 'd', parameters: schema, strict: true }), tool('two')],
      tool_choice: { type: 'function', function: { name: 'one' } },
      parallel_tool_calls: false,
    });
    expect(request.singleToolCall).toBe(true);
    expect(request.options.tools).toEqual([
      { type: 'function', name: 'one', description: 'd', inputSchema: schema, strict: true },
      { type: 'function', name: 'two', inputSchema: { type: 'object', properties: {} } },
    ]);
    expect(request.options.toolChoice).toEqual({ type: 'tool', toolName: 'one' });
    const allowed = { type: 'allowed_tools', allowed_tools: { mode: 'required', tools: [tool('two')] } };
    const some = read({ tools: [tool('one'), tool('two')], tool_choice: allowed }).options;
    expect(some).toMatchObject({ tools: [{ name: 'two' }], toolChoice: { type: 'required' } });
  });

  it('carries a JSON schema and says whether it fits strict mode', () => {
    const schema = { type: 'object', properties: { a: { type: 'string' } } };
    const format = { type: 'json_schema', json_schema: { name: 'n', description: 'd', strict: true, schema } };
    expect(read({ response_format: format }).options).toMatchObject({
      responseFormat: { type: 'json', schema, name: 'n', description: 'd' },
      providerOptions: { openaiCompatible: { strictJsonSchema: false } },
    });
    expect(read({ response_format: { type: 'json_object' } }).options.responseFormat).toEqual({ type: 'json' });
    expect(read({ response_format: { type: 'text' } }).options).not.toHaveProperty('responseFormat');
  });

  it.each<[string, JsonObject]>([
    ['"n"', { n: 2 }],
    ['"logprobs"', { logprobs: true }],
    ['"top_logprobs"', { top_logprobs: 2 }],
    ['"logit_bias"', { logit_bias: { 50: 1 } }],
    ['"audio"', { audio: { voice: 'alloy' } }],
    ['"modalities"', { modalities: ['text', 'audio'] }],
    ['"prediction"', { prediction: { type: 'content', content: 'x' } }],
    ['"web_search_options"', { web_search_options: { a: 1 } }],
    ['"functions"', { functions: [{ name: 'f' }] }],
    ['type "custom"', { tools: [{ type: 'custom', custom: { name: 'c' } }] }],
    ['"messages" is missing', { messages: [] }],
    ['input_audio', { messages: [{ role: 'user', content: [{ type: 'input_audio', input_audio: {} }] }] }],
    [
      'neither a data URL',
      { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'ftp://a' } }] }] },
    ],
    ['file by id', { messages: [{ role: 'user', content: [{ type: 'file', file: { file_id: 'f' } }] }] }],
    ['no tool call that went before', { messages: [{ role: 'tool', tool_call_id: 'x', content: 'y' }] }],
    ['format "grammar"', { response_format: { type: 'grammar' } }],
  ])('refuses what it cannot carry: %s', (words, body) => {
    expect(reasonOf(body)).toContain(words);
  });

  it.each<[string, JsonObject]>([
    ['n of one', { n: 1 }],
    ['logprobs off', { logprobs: false, top_logprobs: null }],
    ['an empty bias', { logit_bias: {} }],
    ['text alone', { modalities: ['text'], audio: null }],
  ])('takes settings that ask for nothing: %s', (_name, body) => {
    expect(reasonOf(body)).toBeNull();
  });

  it('never quotes the prompt in a refusal', () => {
    const reason = reasonOf({ messages: [{ role: 'user', content: [{ type: 'my secret prompt, all of it' }] }] });
    expect(reason).toBe('A part of type "unknown" cannot be translated.');
  });
});
