import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildProgram } from '../../agent/src/cli/program.ts';
import { generateRules } from '../../agent/src/rules/index.ts';
import { runbookModule } from '../../scripts/runbookPages.ts';
import { promtool } from '../kit/promtool.ts';

const FOLDER = join(import.meta.dirname, '../../docs/runbooks');
const SECTIONS = ['Meaning', 'Impact', 'First three queries', 'Actions', 'False positives', 'Related'];

const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.md') && name !== 'README.md').sort();
const index = await readFile(join(FOLDER, 'README.md'), 'utf8');

const { alerting } = generateRules({ alerts: { provenWithinDays: 30 } });

/** Text below a heading of the second level. */
function section(page: string, title: string): string {
  return page.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';
}

function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n([^\`]+)\`\`\``, 'g'))].flatMap(([, block]) => block ?? []);
}

/** As GitHub makes an anchor of a heading. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .trim()
    .replaceAll(/\s/g, '-');

async function anchorsOf(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8');
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchor(heading ?? ''));
}

/** Relative links of a page that lead nowhere. */
async function brokenLinks(page: string): Promise<string[]> {
  const links = [...page.matchAll(/\]\(((?!https?:)[^)]+)\)/g)].flatMap(([, link]) => link ?? []);
  const broken: string[] = [];
  for (const link of links) {
    const [path = '', heading] = link.split('#');
    const file = resolve(FOLDER, path);
    const there = existsSync(file) && (heading === undefined || (await anchorsOf(file)).includes(heading));
    if (!there) broken.push(link);
  }
  return broken;
}

const program = buildProgram({ start: async () => undefined });
const COMMANDS = new Set(
  program.commands.flatMap((command) => [
    command.name(),
    ...command.commands.map((inner) => `${command.name()} ${inner.name()}`),
  ]),
);

describe.each(names)('docs/runbooks/%s', (name) => {
  const read = readFile(join(FOLDER, name), 'utf8');

  it('has every part, in the order in which one needs them', async () => {
    const page = await read;
    expect([...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual(SECTIONS);
    for (const title of SECTIONS) expect(section(page, title).length).toBeGreaterThan(title.length + 20);
  });

  it('has three queries that Prometheus understands', async () => {
    const queries = blocks(section(await read, 'First three queries'), 'promql');
    expect(queries).toHaveLength(3);

    const file = join(await mkdtemp(join(tmpdir(), 'understudy-runbook-')), 'rules.json');
    const rules = queries.map((expr, at) => ({ record: `query${at}`, expr }));
    await writeFile(file, JSON.stringify({ groups: [{ name: 'runbook', rules }] }));
    const { code, said } = await promtool(['check', 'rules', file]);
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('SUCCESS: 3 rules found') });
  });

  it('names commands that exist', async () => {
    const named = [...(await read).matchAll(/understudy ([a-z]+)(?: ([a-z]+))?/g)];
    const unknown = named.filter(
      ([, verb = '', inner = '']) =>
        !COMMANDS.has(verb) || (hasInner(verb) && inner !== '' && !COMMANDS.has(`${verb} ${inner}`)),
    );
    expect(unknown.map(([text]) => text)).toEqual([]);
  });

  it('leads nowhere that is not there, and is led to', async () => {
    expect(await brokenLinks(await read)).toEqual([]);
    expect(index).toContain(`](${name})`);
  });
});

function hasInner(verb: string): boolean {
  return [...COMMANDS].some((command) => command.startsWith(`${verb} `));
}

describe('the runbooks', () => {
  it('have a page for every alert, and no page without one', () => {
    expect([...new Set(alerting.rules.map(({ runbook }) => `${runbook}.md`))].sort()).toEqual(names);
  });

  it('name each alert on its page and, with its severities, in the index', async () => {
    for (const { alert, runbook, severity } of alerting.rules) {
      const page = await readFile(join(FOLDER, `${runbook}.md`), 'utf8');
      const row = index.split('\n').find((line) => line.includes(alert)) ?? '';
      expect(page.split('\n## ')[0]).toContain(`**${alert}**`);
      expect(row).toContain(`(${runbook}.md)`);
      expect(row).toContain(severity);
    }
  });

  it('are in the agent as npm run docs:runbooks writes them', async () => {
    const file = join(import.meta.dirname, '../../agent/src/control/docs/runbookTexts.ts');
    expect(await readFile(file, 'utf8')).toBe(await runbookModule());
  });

  it('the index leads nowhere that is not there', async () => {
    expect(await brokenLinks(index)).toEqual([]);
  });
});
