import { describe, expect, it } from '@jest/globals';
import { DEFAULT_BREAKER, DEFAULT_DEADLINES, type DialectName } from '@understudy/contract';
import type { JsonObject, Step } from '../../../engine/index.ts';
import { readChat } from '../chat/readChat.ts';
import { readMessages } from '../messages/readMessages.ts';
import type { PivotOptions, Reading } from '../pivot/pivotRequest.ts';
import { fitToDialect } from './fitToDialect.ts';

function stepOf(dialect: DialectName, upstreamModel: string, over: Partial<Step> = {}): Step {
  return {
    model: 'm',
    provider: 'p',
    upstreamModel,
    dialect,
    target: 'p/m',
    callable: true,
    blockedBy: '',
    capabilities: null,
    contextWindow: null,
    price: null,
    deadlines: DEFAULT_DEADLINES,
    breaker: DEFAULT_BREAKER,
    ...over,
  };
}

const CLAUDE = stepOf('anthropic', 'claude-sonnet-4-5');
const GEMINI = stepOf('google', 'gemini-2.5-flash');
const GPT = stepOf('openai', 'gpt-4o');

function fitted(reading: Reading, step: Step): PivotOptions | string {
  if (reading.kind === 'refused') throw new Error(reading.reason);
  const options = fitToDialect(reading.request, step);
  return 'kind' in options ? options.reason : options;
}

const chat = (body: JsonObject): Reading => readChat({ messages: [{ role: 'user', content: 'hi' }], ...body });
const messages = (body: JsonObject): Reading =>
  readMessages({ max_tokens: 9, messages: [{ role: 'user', content: 'hi' }], ...body });

const picture = (url: string): Reading =>
  chat({ messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }] });

describe('a picture by address', () => {
  it.each<[string, Step, string, boolean]>([
    ['https to Anthropic', CLAUDE, 'https://e.com/a', true],
    ['http to Anthropic', CLAUDE, 'http://e.com/a.png', false],
    ['a png to Gemini', GEMINI, 'https://e.com/a.png', true],
    ['a gif to Gemini', GEMINI, 'https://e.com/a.gif', false],
    ['an address without an ending to Gemini', GEMINI, 'https://e.com/a', false],
    ['a png to Gemini 2.0', stepOf('google', 'gemini-2.0-flash'), 'https://e.com/a.png', false],
    ['anything to OpenAI', GPT, 'https://e.com/a', true],
    ['anything to Ollama', stepOf('ollama', 'llava'), 'https://e.com/a.png', false],
  ])('%s', (_name, step, url, carried) => {
    expect(typeof fitted(picture(url), step)).toBe(carried ? 'object' : 'string');
  });

  it('is judged in tool results as well', () => {
    const reading = messages({
      messages: [
        { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'f', input: {} }] },
        {
          role: 'user',
          content: [
            {
              type: 'tool_result',
              tool_use_id: 't',
              content: [{ type: 'image', source: { type: 'url', url: 'https://e.com/x' } }],
            },
          ],
        },
      ],
    });
    expect(fitted(reading, GEMINI)).toContain('Gemini does not open');
  });
});

describe('Anthropic', () => {
  it('refuses a picture type and a stop sequence that it does not take', () => {
    expect(fitted(picture('data:image/bmp;base64,QUJD'), CLAUDE)).toContain('image/bmp');
    expect(fitted(chat({ stop: ['\n'] }), CLAUDE)).toContain('white space');
  });

  it('gets any JSON object through a tool, and one tool call by its switch', () => {
    const options = fitted(chat({ response_format: { type: 'json_object' }, parallel_tool_calls: false }), CLAUDE);
    expect(options).toMatchObject({
      responseFormat: { type: 'json', schema: { type: 'object' } },
      providerOptions: { anthropic: { structuredOutputMode: 'jsonTool', disableParallelToolUse: true } },
    });
  });

  it('drops what it has not, without a word', () => {
    const options = fitted(chat({ seed: 1, presence_penalty: 1, frequency_penalty: 1, temperature: 0.2 }), CLAUDE);
    expect(options).toMatchObject({ temperature: 0.2 });
    expect(options).not.toHaveProperty('seed');
    expect(options).not.toHaveProperty('presencePenalty');
  });

  it('does not think in the middle of tool calls, whose signed thinking the client does not have', () => {
    const tool_calls = [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } }];
    const amid = chat({
      reasoning_effort: 'high',
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', tool_calls },
        { role: 'tool', tool_call_id: 'a', content: 'r' },
      ],
    });
    expect(fitted(amid, CLAUDE)).not.toHaveProperty('reasoning');
    expect(fitted(chat({ reasoning_effort: 'high' }), CLAUDE)).toMatchObject({ reasoning: 'high' });
  });
});

describe('OpenAI', () => {
  it('is told an effort only where the model is known to reason', () => {
    const thinking = messages({ thinking: { type: 'enabled', budget_tokens: 2000 } });
    expect(fitted(thinking, GPT)).not.toHaveProperty('reasoning');
    expect(fitted(thinking, stepOf('openai', 'gpt-5-mini'))).toMatchObject({ reasoning: 'low' });
    const declared = stepOf('openai', 'deepseek-r1', { capabilities: new Set(['reasoning']) });
    expect(fitted(thinking, declared)).toMatchObject({ reasoning: 'low' });
  });

  it('gets pictures of tool results in a message of the user behind them', () => {
    const source = { type: 'base64', media_type: 'image/png', data: 'QUJD' };
    const options = fitted(
      messages({
        messages: [
          { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'f', input: {} }] },
          { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: [{ type: 'image', source }] }] },
        ],
      }),
      GPT,
    );
    expect((options as PivotOptions).prompt.slice(1)).toMatchObject([
      { role: 'tool', content: [{ output: { type: 'text' } }] },
      { role: 'user', content: [{ type: 'file', mediaType: 'image/png' }] },
    ]);
  });

  it('is sent the switch for parallel calls beside tools only', () => {
    const tools = [{ name: 'f', input_schema: { type: 'object' } }];
    const tool_choice = { type: 'auto', disable_parallel_tool_use: true };
    const option = { openaiCompatible: { parallel_tool_calls: false } };
    expect(fitted(messages({ tools, tool_choice }), GPT)).toMatchObject({ providerOptions: option });
    expect(fitted(messages({ tool_choice }), GPT)).not.toHaveProperty('providerOptions');
  });

  it('refuses more stop sequences than it takes, and any for its reasoning models', () => {
    expect(fitted(messages({ stop_sequences: ['1', '2', '3', '4', '5'] }), GPT)).toContain('4 stop');
    expect(fitted(messages({ stop_sequences: ['1'] }), stepOf('openai', 'o3'))).toContain('no stop');
  });
});
