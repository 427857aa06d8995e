import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string): Promise<string> => readFile(join(ROOT, path), 'utf8');

const [page, traps, requirements] = await Promise.all([
  read('docs/litellm.md'),
  read('tests/litellm/traps.test.ts'),
  read('tests/litellm/litellm-requirements.txt'),
]);
const table = page.slice(page.indexOf('\n## Traps'), page.indexOf('\n## Left out'));
const named = table
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(2)
  .map((line) => line.split('|').at(-2)?.trim() ?? '');

describe('docs/litellm.md', () => {
  it('names a test for every trap, and every test of a trap', () => {
    const tests = [...traps.matchAll(/^ {2}it\(\s*(?:'([^']+)'|"([^"]+)")/gm)].map(
      ([, single, double]) => single ?? double ?? '',
    );

    expect(named.filter((name) => !tests.some((test) => test.startsWith(name)))).toEqual([]);
    expect(tests.filter((test) => !named.some((name) => test.startsWith(name)))).toEqual([]);
  });

  it('says the version that it was tested against', () => {
    const [, version] = /^litellm==(.+)$/m.exec(requirements) ?? [];
    expect(page).toContain(`LiteLLM ${String(version)}`);
  });
});
