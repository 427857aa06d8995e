import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as contract from '@understudy/contract';
import type { Endpoint } from '@understudy/contract';
import { describe, expect, it } from '@jest/globals';
import { buildProgram } from '../../agent/src/cli/program.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string): Promise<string> => readFile(join(ROOT, path), 'utf8');

const ENDPOINTS: readonly Endpoint[] = Object.entries(contract).flatMap(([name, value]) =>
  name.endsWith('Endpoints') ? (value as readonly Endpoint[]) : [],
);

/** Cells of the rows of a page's tables. */
function rows(page: string): string[][] {
  const lines = page.split('\n').filter((line) => line.startsWith('| `'));
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe('docs/api.md', () => {
  it('lists every operation with its role and limit, and no other', async () => {
    const listed = rows(await read('docs/api.md')).filter(([name = '']) => /^`[A-Z]+ \//.test(name));

    const expected = ENDPOINTS.map(({ method, path, role, rate }) => [
      `\`${method.toUpperCase()} ${path}\``,
      role,
      rate,
    ]);
    expect(listed.map((cells) => cells.slice(0, 3)).sort()).toEqual(expected.sort());
  });

  it('lists every code that the control API answers with', async () => {
    const folder = join(ROOT, 'agent/src/control');
    const names = await readdir(folder, { recursive: true });
    const files = names.filter((name) => name.endsWith('.ts') && !name.includes('test') && !name.includes('openapi'));
    const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
    const codes = texts
      .filter((text) => text.includes('ProblemError'))
      .flatMap((text) => [...text.matchAll(/(?:code: |conflict\()'(\w+)'/g)].flatMap(([, code]) => code ?? []));
    const listed = rows(await read('docs/api.md')).flatMap(([name = '']) => /^`([a-z_]+)`$/.exec(name)?.[1] ?? []);

    expect([...new Set(listed)].sort()).toEqual([...new Set(codes)].sort());
  });
});

describe('the pages of the command line', () => {
  const program = buildProgram({ start: async () => undefined });
  const start = program.commands.find((command) => command.name() === 'start');

  it('docs/configuration.md lists every flag of start with its variable', async () => {
    const listed = rows(await read('docs/configuration.md')).filter(([name = '']) => name.startsWith('`--'));

    const flags = (start?.options ?? []).map(({ long, envVar }) => [
      `\`${long ?? ''}\``,
      envVar === undefined ? '' : `\`${envVar}\``,
    ]);
    expect(listed.map((cells) => cells.slice(0, 2)).sort()).toEqual(flags.sort());
  });

  it('docs/cli.md has every command', async () => {
    const page = await read('docs/cli.md');

    const names = program.commands.flatMap((command) => [
      command.name(),
      ...command.commands.map((inner) => `${command.name()} ${inner.name()}`),
    ]);
    expect(names.filter((name) => !page.includes(`\`${name}`))).toEqual([]);
  });
});

describe('README.md', () => {
  it('leads to every page of docs/', async () => {
    const readme = await read('README.md');
    const pages = (await readdir(join(ROOT, 'docs'))).filter((name) => name.endsWith('.md'));
    expect(pages.filter((name) => !readme.includes(`(docs/${name})`))).toEqual([]);
  });
});

describe('THIRD_PARTY.md', () => {
  it('goes with the package that has the prices, as do the licences', async () => {
    expect(await read('agent/THIRD_PARTY.md')).toBe(await read('THIRD_PARTY.md'));
    expect(await read('agent/LICENSE')).toBe(await read('LICENSE'));
    expect(await read('contract/LICENSE')).toBe(await read('LICENSE'));
  });
});
