import { describe, expect, it } from '@jest/globals';
import { AnswerPartReader } from './answerPartReader.ts';
import { PromptBuilder } from './promptBuilder.ts';
import { readFinish } from './readFinish.ts';
import { readUsage } from './readUsage.ts';
import { safeCallId } from './safeCallId.ts';
import { fitsStrictMode } from './strictSchema.ts';

describe('a prompt', () => {
  it('of system text alone is said by the user', () => {
    const builder = new PromptBuilder();
    builder.system('rule');
    builder.system('do it');
    expect(builder.build()).toEqual([
      { role: 'system', content: 'rule' },
      { role: 'user', content: [{ type: 'text', text: 'do it' }] },
    ]);
  });

  it('has no empty turns', () => {
    const builder = new PromptBuilder();
    builder.user([{ type: 'text', text: '' }]);
    builder.assistant('');
    builder.user([{ type: 'text', text: 'hi' }]);
    expect(builder.build()).toHaveLength(1);
  });
});

describe('the id of a tool call', () => {
  it('stays where every dialect takes it and is the same each time where not', () => {
    expect(safeCallId('toolu_01-A')).toBe('toolu_01-A');
    expect(safeCallId('functions.f:0')).toBe(safeCallId('functions.f:0'));
    expect(safeCallId('functions.f:0')).not.toBe(safeCallId('functions.f:1'));
    expect(safeCallId('x'.repeat(41))).toMatch(/^call_[0-9a-f]{24}$/);
  });
});

describe('strict mode', () => {
  const closed = {
    type: 'object',
    properties: { a: { type: 'string' } },
    required: ['a'],
    additionalProperties: false,
  };

  it.each([
    ['closed and required', closed, true],
    ['open', { ...closed, additionalProperties: true }, false],
    ['optional', { ...closed, required: [] }, false],
    ['open inside', { ...closed, properties: { a: { type: 'object', properties: {} } } }, false],
    ['open in a list', { type: 'array', items: [closed, { type: 'object' }] }, false],
    ['a constant that looks open', { const: { type: 'object' } }, true],
  ])('%s', (_name, schema, fits) => {
    expect(fitsStrictMode(schema)).toBe(fits);
  });
});

describe('the finish reason', () => {
  it.each([
    [{ unified: 'stop', raw: 'stop' }, false, 'stop'],
    [{ unified: 'stop', raw: 'stop' }, true, 'tool-calls'],
    [{ unified: 'other', raw: 'OTHER' }, false, 'stop'],
    [{ unified: 'length', raw: 'MAX_TOKENS' }, true, 'length'],
    [{ unified: 'other', raw: undefined }, false, null],
    [{ unified: 'interrupted', raw: undefined }, false, null],
    [{ unified: 'error', raw: 'MALFORMED_FUNCTION_CALL' }, false, null],
  ] as const)('%j with calls %s', (reason, hasToolCalls, finish) => {
    expect(readFinish(reason, hasToolCalls)).toBe(finish);
  });
});

describe('usage', () => {
  const none = { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined };

  it('is none where nothing was reported', () => {
    expect(
      readUsage({ inputTokens: none, outputTokens: { total: undefined, text: undefined, reasoning: undefined } }),
    ).toBeNull();
  });

  it('of compatible servers is read as in a native call', () => {
    const raw = {
      prompt_tokens: 5,
      completion_tokens: 2,
      total_tokens: 10,
      completion_tokens_details: { reasoning_tokens: 3 },
    };
    const read = { inputTokens: { ...none, total: 5 }, outputTokens: { total: 2, text: 2, reasoning: 3 }, raw };
    expect(readUsage(read)).toMatchObject({ input: 5, output: 5, reasoning: 3 });
  });
});

describe('pieces of a stream', () => {
  it('are numbered by call, whole calls included, and stop after the first where one is wanted', () => {
    const call = { type: 'tool-call', toolCallId: 'b', toolName: 'two', input: '{}' } as const;
    const all = new AnswerPartReader(false);
    expect(all.read({ type: 'tool-input-start', id: 'a', toolName: 'one' })).toEqual([
      { type: 'tool-start', index: 0, id: 'a', name: 'one' },
    ]);
    all.read({ type: 'tool-input-delta', id: 'a', delta: '{"x":1}' });
    expect(all.read({ type: 'tool-call', toolCallId: 'a', toolName: 'one', input: '{"x":1}' })).toEqual([]);
    expect(all.read(call)).toEqual([
      { type: 'tool-start', index: 1, id: 'b', name: 'two' },
      { type: 'tool-arguments', index: 1, text: '{}' },
    ]);
    const one = new AnswerPartReader(true);
    one.read({ type: 'tool-input-start', id: 'a', toolName: 'one' });
    expect(one.read(call)).toEqual([]);
  });

  it('of a call without arguments are an empty object', () => {
    const reader = new AnswerPartReader(false);
    reader.read({ type: 'tool-input-start', id: 'a', toolName: 'now' });
    expect(reader.read({ type: 'tool-call', toolCallId: 'a', toolName: 'now', input: '{}' })).toEqual([
      { type: 'tool-arguments', index: 0, text: '{}' },
    ]);
  });

  it('that are empty, or called by the provider itself, are none', () => {
    const reader = new AnswerPartReader(false);
    expect(reader.read({ type: 'text-delta', id: '1', delta: '' })).toEqual([]);
    expect(reader.read({ type: 'tool-input-start', id: 'a', toolName: 'search', providerExecuted: true })).toEqual([]);
    expect(reader.hasToolCalls).toBe(false);
  });
});
