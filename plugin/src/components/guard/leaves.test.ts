import { expect, it } from '@jest/globals';
import { leaves } from './leaves.ts';

const at = (pathname: string, search = '') => ({ pathname, search });

it.each([
  ['another page', at('/a/app/chains', '?model=gpt-4o'), at('/a/app/policy'), true],
  ['another model', at('/a/app/chains', '?model=gpt-4o'), at('/a/app/chains', '?model=a%2Fb'), true],
  ['the list of the same page', at('/a/app/chains', '?model=gpt-4o'), at('/a/app/chains'), true],
  ['a drawer', at('/a/app/chains', '?model=gpt-4o'), at('/a/app/chains', '?model=gpt-4o&drill=gpt-4o'), false],
  ['another filter', at('/a/app/policy', '?q=a'), at('/a/app/policy', '?q=b'), false],
])('%s', (_what, here, next, expected) => {
  expect(leaves(here, next)).toBe(expected);
});
