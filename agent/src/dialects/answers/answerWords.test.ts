import { describe, expect, it } from '@jest/globals';
import type { ApiKind, JsonObject } from '../../engine/index.ts';
import { StreamReader } from '../streams/streamReader.ts';
import type { StreamApi } from '../streams/streamFormat.ts';
import { answerWords } from './readAnswer.ts';

describe('what a whole answer says of itself', () => {
  it.each<[ApiKind, JsonObject, readonly string[]]>([
    ['chat', { model: 'm-1', choices: [{ finish_reason: 'stop' }, { finish_reason: 'length' }] }, ['stop', 'length']],
    ['completions', { model: 'm-1', choices: [{ finish_reason: 'stop' }] }, ['stop']],
    ['messages', { model: 'm-1', stop_reason: 'end_turn', content: [] }, ['end_turn']],
    ['responses', { model: 'm-1', status: 'completed', output: [] }, ['completed']],
    [
      'responses',
      { model: 'm-1', status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' }, output: [] },
      ['max_output_tokens'],
    ],
    ['embeddings', { model: 'm-1', data: [] }, []],
  ])('of %s is its model and why it ended', (api, json, finishReasons) => {
    expect(answerWords(api, json)).toEqual({ model: 'm-1', finishReasons });
  });

  it('is nothing where it says nothing', () => {
    expect(answerWords('chat', { choices: [{ finish_reason: null }] })).toEqual({ model: null, finishReasons: [] });
    expect(answerWords('messages', { content: [] })).toEqual({ model: null, finishReasons: [] });
  });
});

describe('what a stream says of itself', () => {
  it.each<[StreamApi, readonly JsonObject[], string]>([
    [
      'chat',
      [
        { model: 'm-1', choices: [{ index: 0, delta: { content: 'a' } }] },
        { model: 'm-1', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
        { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
      ],
      'stop',
    ],
    [
      'messages',
      [
        { type: 'message_start', message: { model: 'm-1', usage: {} } },
        { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: {} },
        { type: 'message_stop' },
      ],
      'end_turn',
    ],
    ['responses', [{ type: 'response.completed', response: { model: 'm-1', status: 'completed' } }], 'completed'],
  ])('of %s is its model and why it ended, once', (api, events, reason) => {
    const reader = new StreamReader(api);
    for (const event of events) reader.read({ name: '', data: JSON.stringify(event) });
    expect(reader.words()).toEqual({ model: 'm-1', finishReasons: [reason] });
  });
});
