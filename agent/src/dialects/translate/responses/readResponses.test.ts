import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../engine/index.ts';
import { readResponses } from './readResponses.ts';

function optionsOf(body: JsonObject) {
  const reading = readResponses(body);
  if (reading.kind === 'refused') throw new Error(reading.reason);
  return reading.request.options;
}

describe('readResponses', () => {
  it('reads a plain text and instructions', () => {
    expect(optionsOf({ input: 'hi', instructions: 'be kind' }).prompt).toEqual([
      { role: 'system', content: 'be kind' },
      { role: 'user', content: [{ type: 'text', text: 'hi' }] },
    ]);
  });

  it('reads items: messages, calls, their outputs; sealed reasoning is left out', () => {
    const { prompt } = optionsOf({
      input: [
        { role: 'developer', content: 'rule' },
        {
          type: 'message',
          role: 'user',
          content: [
            { type: 'input_text', text: 'look' },
            { type: 'input_image', image_url: 'data:image/png;base64,QUJD' },
          ],
        },
        { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'sealed' },
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'calling' }] },
        { type: 'function_call', call_id: 'c1', name: 'f', arguments: '{"a":1}' },
        { type: 'function_call_output', call_id: 'c1', output: [{ type: 'input_text', text: 'done' }] },
      ],
    });
    expect(prompt).toMatchObject([
      { role: 'system', content: 'rule' },
      { role: 'user', content: [{ text: 'look' }, { type: 'file', mediaType: 'image/png' }] },
      { role: 'assistant', content: [{ text: 'calling' }, { type: 'tool-call', toolCallId: 'c1', input: { a: 1 } }] },
      { role: 'tool', content: [{ toolCallId: 'c1', toolName: 'f', output: { type: 'text', value: 'done' } }] },
    ]);
    expect(JSON.stringify(prompt)).not.toContain('sealed');
  });

  it('carries settings, tools and a schema', () => {
    const schema = { type: 'object', properties: {}, additionalProperties: false };
    const options = optionsOf({
      input: 'hi',
      max_output_tokens: 9,
      temperature: 1,
      top_p: 0.2,
      reasoning: { effort: 'minimal', summary: 'auto' },
      tools: [{ type: 'function', name: 'f', description: 'd', parameters: schema, strict: true }],
      tool_choice: { type: 'function', name: 'f' },
      text: { format: { type: 'json_schema', name: 'n', schema, strict: true }, verbosity: 'low' },
      include: ['reasoning.encrypted_content'],
      store: false,
    });
    expect(options).toMatchObject({
      maxOutputTokens: 9,
      temperature: 1,
      topP: 0.2,
      reasoning: 'minimal',
      tools: [{ name: 'f', description: 'd', inputSchema: schema, strict: true }],
      toolChoice: { type: 'tool', toolName: 'f' },
      responseFormat: { type: 'json', schema, name: 'n' },
    });
  });

  it.each<[string, JsonObject]>([
    ['previous_response_id', { previous_response_id: 'resp_1' }],
    ['conversation', { conversation: 'conv_1' }],
    ['background', { background: true }],
    ['prompt', { prompt: { id: 'p' } }],
    ['web_search', { tools: [{ type: 'web_search' }] }],
    ['type "mcp"', { tools: [{ type: 'mcp', server_url: 'https://x' }] }],
    ['"include"', { include: ['file_search_call.results'] }],
    ['item_reference', { input: [{ type: 'item_reference', id: 'x' }] }],
    ['file by id', { input: [{ role: 'user', content: [{ type: 'input_file', file_id: 'f' }] }] }],
    ['picture', { input: [{ role: 'user', content: [{ type: 'input_image', file_id: 'f' }] }] }],
    ['"input" is missing', { input: null }],
  ])('refuses what it cannot carry: %s', (words, body) => {
    expect(readResponses({ input: 'hi', ...body })).toEqual({
      kind: 'refused',
      reason: expect.stringContaining(words),
    });
  });
});
