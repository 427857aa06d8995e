import { describe, expect, it } from '@jest/globals';
import { unifiedDiff } from './unifiedDiff.ts';

const NAMES = { before: 'old', after: 'new' };
const lines = (...text: string[]): string => `${text.join('\n')}\n`;

describe('unifiedDiff', () => {
  it('is empty for the same text', () => {
    expect(unifiedDiff('a\n', 'a\n', NAMES)).toBe('');
  });

  it('shows three lines around a change', () => {
    const before = lines('1', '2', '3', '4', '5', '6', '7', '8');
    expect(unifiedDiff(before, before.replace('5', 'five'), NAMES)).toBe(
      lines('--- old', '+++ new', '@@ -2,7 +2,7 @@', ' 2', ' 3', ' 4', '-5', '+five', ' 6', ' 7', ' 8'),
    );
  });

  it('makes two hunks of changes that lie apart', () => {
    const before = lines(...Array.from({ length: 20 }, (_, at) => String(at)));
    const after = before.replace('2\n', '').replace('18\n', '18\nnew\n');
    expect(unifiedDiff(before, after, NAMES).match(/^@@ .*$/gm)).toEqual(['@@ -1,6 +1,5 @@', '@@ -17,4 +16,5 @@']);
  });

  it('shows a new file whole', () => {
    expect(unifiedDiff('', 'a\nb\n', NAMES)).toBe(lines('--- old', '+++ new', '@@ -0,0 +1,2 @@', '+a', '+b'));
  });
});
