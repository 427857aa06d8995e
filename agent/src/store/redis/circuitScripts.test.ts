import { describe, expect, it } from '@jest/globals';
import { circuitsAnswer, orderAnswer, readKept, readTold } from './circuitScripts.ts';

const move = {
  ...{ target: 'openai gpt-4o', state: 'open', remainingMs: 30_000, reopens: 1, number: 3 },
  ...{ by: 'agent-a', publisher: '1b4e' },
} as const;

describe('what is told of circuits', () => {
  it('is read with its place in the order, and without what a later version adds', () => {
    const order = 1_795_263_878_945_508;
    expect(readTold(JSON.stringify({ order, move: { ...move, region: 'eu' }, more: 1 }))).toEqual({ order, move });
  });

  it('is what is left by the time of Redis where it is kept', () => {
    const kept = JSON.stringify({ order: 1, until: 50_000, move });
    expect(readKept(kept, 38_000)?.move.remainingMs).toBe(12_000);
    expect(readKept(kept, 50_001)?.move.remainingMs).toBe(0);
  });

  it.each([
    ['no JSON', '{"order":1,'],
    ['another state', JSON.stringify({ order: 1, move: { ...move, state: 'ajar' } })],
    ['no target', JSON.stringify({ order: 1, move: { ...move, target: undefined } })],
    ['a cooldown below 0', JSON.stringify({ order: 1, move: { ...move, remainingMs: -1 } })],
    ['a name without end', JSON.stringify({ order: 1, move: { ...move, by: 'x'.repeat(1_001) } })],
    ['no order', JSON.stringify({ move })],
    ['nothing', 'null'],
  ])('is nothing where there is %s', (_what, text) => {
    expect(readTold(text)).toBeNull();
    expect(readKept(text, 0)).toBeNull();
  });

  it.each([null, '', '-1', '1.8e15', 17, 'x'])('has no place in the order that reads %j', (answer) => {
    expect(orderAnswer.safeParse(answer).success).toBe(false);
    expect(circuitsAnswer.safeParse([answer, '1']).success).toBe(false);
  });
});
