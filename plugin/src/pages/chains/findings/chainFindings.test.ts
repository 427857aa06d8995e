import { describe, expect, it } from '@jest/globals';
import type { Chain, Finding } from '@understudy/contract';
import { countFindings, groupFindings, shortWords, stepOfFinding } from './chainFindings.ts';

const chain: Chain = { model: 'gpt-4o', fallbacks: ['a', 'b'], contextWindowFallbacks: ['b'] };

function finding(over: Partial<Finding>): Finding {
  return { severity: 'warning', code: 'x', path: 'chains[0]', message: 'it is so', fix: 'change it', ...over };
}

const place = (step: number, list: 'fallbacks' | 'contextWindowFallbacks' = 'fallbacks', of = 'gpt-4o') => ({
  chain: of,
  list,
  step,
});

describe('groupFindings', () => {
  it('puts findings under the model of their step, list by list', () => {
    const cost = finding({ about: [place(2)] });
    const context = finding({ about: [place(1, 'contextWindowFallbacks')] });
    const { steps, chain: rest } = groupFindings([cost, context], chain);
    expect(steps.fallbacks.get('b')).toEqual([cost]);
    expect(steps.fallbacks.has('a')).toBe(false);
    expect(steps.contextWindowFallbacks.get('b')).toEqual([context]);
    expect(rest).toEqual([]);
  });

  it('shows one finding under each of its steps, and counts it once', () => {
    const cycle = finding({ severity: 'error', about: [place(1), place(2), place(1, 'fallbacks', 'other')] });
    const grouped = groupFindings([cycle], chain);
    expect([...grouped.steps.fallbacks.keys()]).toEqual(['a', 'b']);
    expect(countFindings(grouped)).toEqual({ errors: 1, warnings: 0 });
  });

  it('keeps for the chain what is about its primary or about no step', () => {
    const primary = finding({ about: [place(0)] });
    const whole = finding({ code: 'deadlines_contradict' });
    expect(groupFindings([primary, whole], chain).chain).toEqual([primary, whole]);
  });

  it('leaves out what is about other chains only', () => {
    const grouped = groupFindings([finding({ about: [place(1, 'fallbacks', 'other')] })], chain);
    expect(grouped.all).toEqual([]);
    expect(countFindings(grouped)).toEqual({ errors: 0, warnings: 0 });
  });

  it('loses nothing of a step that is not there', () => {
    expect(groupFindings([finding({ about: [place(9)] })], chain).all).toHaveLength(1);
  });
});

describe('stepOfFinding', () => {
  it('is the one step that it is about', () => {
    const cost = finding({ about: [place(1, 'contextWindowFallbacks')] });
    expect(stepOfFinding(groupFindings([cost], chain), cost)).toEqual({ list: 'contextWindowFallbacks', model: 'b' });
  });

  it('is none for what is about the chain, or about several steps', () => {
    const whole = finding({});
    const cycle = finding({ about: [place(1), place(2)] });
    const grouped = groupFindings([whole, cycle], chain);
    expect([whole, cycle].map((one) => stepOfFinding(grouped, one))).toEqual([undefined, undefined]);
  });
});

describe('words of a finding', () => {
  it('are the short ones where there are any', () => {
    expect(shortWords(finding({ short: '3.3× the price of gpt-4o.' }))).toBe('3.3× the price of gpt-4o.');
    expect(shortWords(finding({}))).toBe('It is so.');
  });
});
