import { describe, expect, it } from '@jest/globals';
import { DRILL_FAILURES } from '../../drillFailures.ts';
import { drillEndpoints, drillRequestSchema, DRILL_MESSAGE } from './drills.ts';

describe('the contract of drills', () => {
  it('has examples that keep to it', () => {
    for (const { body, bodyExample, success } of drillEndpoints) {
      if (body !== undefined) expect(() => body.parse(bodyExample)).not.toThrow();
      expect(() => success.body?.parse(success.example)).not.toThrow();
    }
  });

  it('fills in what a request leaves out', () => {
    expect(drillRequestSchema.parse({ model: 'gpt-4o', failure: 'quota' })).toEqual({
      model: 'gpt-4o',
      failure: 'quota',
      failSteps: 1,
      stream: false,
      message: DRILL_MESSAGE,
    });
  });

  it('cuts streams only', () => {
    for (const failure of DRILL_FAILURES) {
      expect(drillRequestSchema.safeParse({ model: 'a', failure, stream: true }).success).toBe(true);
      expect(drillRequestSchema.safeParse({ model: 'a', failure }).success).toBe(failure !== 'cut_stream');
    }
  });

  it.each([{ message: '' }, { message: 'x'.repeat(4_001) }, { failSteps: 0 }, { failSteps: 52 }, { model: 'a//b' }])(
    'refuses what is out of range',
    (wrong) => {
      expect(drillRequestSchema.safeParse({ model: 'a', failure: 'quota', ...wrong }).success).toBe(false);
    },
  );
});
