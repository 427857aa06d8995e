import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as contract from '@understudy/contract';
import { afterEach, expect, it, jest } from '@jest/globals';

const RealFunction = globalThis.Function;

afterEach(() => {
  globalThis.Function = RealFunction;
});

it('lets the schemas of the contract parse without evaluating text as code', () => {
  const evaluate = jest.fn<(...args: string[]) => never>(() => {
    throw new EvalError('refused by the content security policy');
  });
  globalThis.Function = Object.assign(evaluate, { prototype: RealFunction.prototype });
  jest.isolateModules(() => {
    jest.requireActual('./zodWithoutEval.ts');
    const { getStatus } = jest.requireActual<typeof contract>('@understudy/contract');
    expect(getStatus.success.body?.safeParse(getStatus.success.example).success).toBe(true);
    expect(getStatus.success.body?.safeParse({}).success).toBe(false);
  });
  expect(evaluate).not.toHaveBeenCalled();
});

it('comes before anything that the app loads', () => {
  const entry = readFileSync(join(import.meta.dirname, '../module.tsx'), 'utf8');
  expect(/^import .*$/m.exec(entry)?.[0]).toBe("import './api/zodWithoutEval.ts';");
});
