import { describe, expect, it } from '@jest/globals';
import type { ApiKind, JsonObject } from '../../engine/index.ts';
import { readTraits } from './readTraits.ts';

const needs = (api: ApiKind, json: JsonObject) => [...readTraits(api, json).needs].sort();
const user = (content: JsonObject['x']): JsonObject => ({ messages: [{ role: 'user', content: content ?? null }] });

describe('readTraits', () => {
  it.each<[ApiKind, string, JsonObject, string[]]>([
    ['chat', 'text', user('hi'), []],
    ['chat', 'a picture', user([{ type: 'image_url', image_url: { url: 'https://x/y.png' } }]), ['vision']],
    ['chat', 'audio', user([{ type: 'input_audio', input_audio: { data: 'x' } }]), ['audio']],
    ['chat', 'an answer in audio', { modalities: ['text', 'audio'], messages: [] }, ['audio']],
    ['chat', 'tools', { tools: [{ type: 'function' }] }, ['tools']],
    ['chat', 'no tools', { tools: [] }, []],
    ['chat', 'functions', { functions: [{ name: 'f' }] }, ['tools']],
    ['chat', 'a JSON object', { response_format: { type: 'json_object' } }, ['json']],
    ['chat', 'a JSON schema', { response_format: { type: 'json_schema', json_schema: { name: 'a' } } }, ['json']],
    ['chat', 'plain text', { response_format: { type: 'text' } }, []],
    [
      'responses',
      'a picture',
      { input: [{ role: 'user', content: [{ type: 'input_image', image_url: 'data:x' }] }] },
      ['vision'],
    ],
    ['responses', 'a JSON schema', { text: { format: { type: 'json_schema', schema: {} } } }, ['json']],
    ['responses', 'tools', { tools: [{ type: 'web_search' }] }, ['tools']],
    ['messages', 'a picture', user([{ type: 'image', source: { type: 'url', url: 'https://x' } }]), ['vision']],
    [
      'messages',
      'a picture in a tool result',
      user([{ type: 'tool_result', content: [{ type: 'image', source: {} }] }]),
      ['vision'],
    ],
    ['messages', 'tools', { tools: [{ name: 'f' }] }, ['tools']],
    ['messages', 'a JSON schema', { output_config: { format: { type: 'json_schema', schema: {} } } }, ['json']],
    ['completions', 'a prompt', { prompt: 'x' }, []],
    ['embeddings', 'an input', { input: ['x'] }, []],
  ])('%s with %s', (api, _name, json, expected) => {
    expect(needs(api, json)).toEqual(expected);
  });

  it('gathers the text of chat completions, pictures left out', () => {
    const json: JsonObject = {
      messages: [
        { role: 'system', content: 'be kind' },
        {
          role: 'user',
          name: 'ann',
          content: [
            { type: 'text', text: 'h\u00e9' },
            { type: 'image_url', image_url: { url: 'data:long', detail: 'low' } },
          ],
        },
        { role: 'assistant', content: null, tool_calls: [{ function: { name: 'f', arguments: '{"a":1}' } }] },
        { role: 'tool', content: 'result' },
      ],
      tools: [{ type: 'function' }],
    };
    const traits = readTraits('chat', json);
    expect(traits.text()).toBe(
      ['be kind', 'h\u00e9', 'ann', 'f', '{"a":1}', 'result', '[{"type":"function"}]'].join('\n'),
    );
    expect(traits.textBytes).toBe(Buffer.byteLength(traits.text()) - 6);
    expect(traits.images()).toEqual([{ url: 'data:long', detail: 'low' }]);
  });

  it('gathers the text of responses and messages', () => {
    const responses: JsonObject = {
      instructions: 'i',
      input: [
        { role: 'user', content: [{ type: 'input_text', text: 'a' }] },
        { type: 'function_call', name: 'f', arguments: '{}' },
        { type: 'function_call_output', output: 'out' },
      ],
    };
    expect(readTraits('responses', responses).text()).toBe('i\na\nf\n{}\nout');
    const messages: JsonObject = {
      system: [{ type: 'text', text: 's' }],
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'a' },
            { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAA' } },
          ],
        },
        { role: 'assistant', content: [{ type: 'tool_use', name: 'f', input: { a: 1 } }] },
        {
          role: 'user',
          content: [
            { type: 'tool_result', content: 'out' },
            { type: 'document', source: { type: 'text', data: 'doc' } },
          ],
        },
      ],
    };
    expect(readTraits('messages', messages).text()).toBe('s\na\nf\n{"a":1}\nout\ndoc');
    expect(readTraits('messages', messages).images()).toEqual([{ url: 'data:image/png;base64,AAA', detail: null }]);
  });

  it('counts tokens that were sent as numbers as so many words', () => {
    expect(readTraits('embeddings', { input: [[1, 2], [3]] }).text()).toBe(' the the\n the');
    expect(readTraits('completions', { prompt: [1, 2, 3] }).textBytes).toBe(12);
    expect(readTraits('completions', { prompt: ['a', 'b'], suffix: 'c' }).text()).toBe('a\nb\nc');
  });

  it('survives bodies of no known shape', () => {
    const odd: JsonObject = { messages: 'x', input: 5, tools: {}, system: null, prompt: null, response_format: [] };
    for (const api of ['chat', 'completions', 'embeddings', 'responses', 'messages'] as const) {
      expect(readTraits(api, odd).needs.size).toBe(0);
    }
    expect(readTraits('chat', { messages: [null, 'x', { content: [1, null] }] }).text()).toBe('');
  });
});
