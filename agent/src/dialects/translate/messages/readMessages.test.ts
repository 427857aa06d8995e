import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../engine/index.ts';
import type { PivotRequest } from '../pivot/pivotRequest.ts';
import { readMessages } from './readMessages.ts';

const HI: JsonObject[] = [{ role: 'user', content: 'hi' }];

function read(body: JsonObject): PivotRequest {
  const reading = readMessages({ max_tokens: 9, messages: HI, ...body });
  if (reading.kind === 'refused') throw new Error(reading.reason);
  return reading.request;
}

function reasonOf(body: JsonObject): string | null {
  const reading = readMessages({ max_tokens: 9, messages: HI, ...body });
  return reading.kind === 'refused' ? reading.reason : null;
}

describe('readMessages', () => {
  it('reads system blocks, turns, and leaves signed thinking out', () => {
    const { prompt } = read({
      system: [
        { type: 'text', text: 'a', cache_control: { type: 'ephemeral' } },
        { type: 'text', text: 'b' },
      ],
      messages: [
        ...HI,
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'hm', signature: 's' },
            { type: 'text', text: 'yo' },
          ],
        },
        { role: 'user', content: [{ type: 'text', text: 'more' }] },
      ],
    }).options;
    expect(prompt).toEqual([
      { role: 'system', content: 'a' },
      { role: 'system', content: 'b' },
      { role: 'user', content: [{ type: 'text', text: 'hi' }] },
      { role: 'assistant', content: [{ type: 'text', text: 'yo' }] },
      { role: 'user', content: [{ type: 'text', text: 'more' }] },
    ]);
  });

  it('reads tool calls and their results, with pictures and failures', () => {
    const source = { type: 'base64', media_type: 'image/png', data: 'QUJD' };
    const { prompt } = read({
      messages: [
        ...HI,
        {
          role: 'assistant',
          content: [
            { type: 'tool_use', id: 't1', name: 'look', input: { at: 'x' } },
            { type: 'tool_use', id: 't2', name: 'fail', input: {} },
          ],
        },
        {
          role: 'user',
          content: [
            {
              type: 'tool_result',
              tool_use_id: 't1',
              content: [
                { type: 'text', text: 'see' },
                { type: 'image', source },
              ],
            },
            { type: 'tool_result', tool_use_id: 't2', content: 'broke', is_error: true },
            { type: 'text', text: 'and now?' },
          ],
        },
      ],
    }).options;
    expect(prompt.slice(2)).toMatchObject([
      {
        role: 'tool',
        content: [
          { toolName: 'look', output: { type: 'content', value: [{ text: 'see' }, { mediaType: 'image/png' }] } },
          { toolName: 'fail', output: { type: 'error-text', value: 'broke' } },
        ],
      },
      { role: 'user', content: [{ text: 'and now?' }] },
    ]);
  });

  it('carries settings, tools, choice and a schema', () => {
    const schema = { type: 'object', properties: {}, additionalProperties: false };
    const { options, singleToolCall } = read({
      temperature: 0.3,
      top_k: 4,
      stop_sequences: ['X'],
      metadata: { user_id: 'u' },
      thinking: { type: 'enabled', budget_tokens: 20_000 },
      tools: [{ name: 'one', description: 'd', input_schema: schema }],
      tool_choice: { type: 'any', disable_parallel_tool_use: true },
      output_config: { format: { type: 'json_schema', schema } },
    });
    expect(singleToolCall).toBe(true);
    expect(options).toMatchObject({
      maxOutputTokens: 9,
      temperature: 0.3,
      topK: 4,
      stopSequences: ['X'],
      reasoning: 'high',
      tools: [{ type: 'function', name: 'one', description: 'd', inputSchema: schema }],
      toolChoice: { type: 'required' },
      responseFormat: { type: 'json', schema },
      providerOptions: { openaiCompatible: { strictJsonSchema: true } },
    });
    expect(JSON.stringify(options)).not.toContain('"u"');
  });

  it.each<[string, JsonObject]>([
    ['web_search', { tools: [{ type: 'web_search_20250305', name: 'web_search' }] }],
    ['mcp_servers', { mcp_servers: [{ url: 'https://x' }] }],
    ['container', { container: 'c' }],
    ['"server_tool_use"', { messages: [...HI, { role: 'assistant', content: [{ type: 'server_tool_use' }] }] }],
    ['uploaded picture', { messages: [{ role: 'user', content: [{ type: 'image', source: { type: 'file' } }] }] }],
    ['document by address', { messages: [{ role: 'user', content: [{ type: 'document', source: { type: 'url' } }] }] }],
    ['"search_result"', { messages: [{ role: 'user', content: [{ type: 'search_result' }] }] }],
    ['no "tool_use"', { messages: [{ role: 'user', content: [{ type: 'tool_result', tool_use_id: 'z' }] }] }],
    ['"messages" is missing', { messages: [] }],
  ])('refuses what it cannot carry: %s', (words, body) => {
    expect(reasonOf(body)).toContain(words);
  });
});
