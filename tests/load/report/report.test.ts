import { describe, expect, it } from '@jest/globals';
import { machineLine } from './machine.ts';
import type { Machine } from './machine.ts';
import { MARKERS, markdownTable, replaceTable } from './markdownTable.ts';
import type { Outcome } from './outcome.ts';
import { Progress } from './progress.ts';
import { terminalTable } from './terminalTable.ts';
import { verdictOf } from './verdict.ts';

const MACHINE: Machine = {
  date: '2026-01-02',
  command: 'npm run bench -- --quick',
  processor: 'Chip',
  cores: 2,
  memoryGb: 8,
  node: 'v24.0.0',
  system: 'linux x64',
};
const OUTCOMES: Outcome[] = [
  { measure: { key: 'cpu', title: 'CPU' }, rows: [{ label: 'ratio', unit: '×', values: [1, 1.25, 2], aim: 1 }] },
  { measure: { key: 'soak', title: 'Soak' }, error: 'the agent ended' },
];

describe('verdictOf', () => {
  it('compares the median with the aim', () => {
    expect(verdictOf({ label: 'a', unit: 'ms', values: [1, 4.99999, 90], aim: 5 })).toEqual({
      label: 'a',
      aim: '≤ 5 ms',
      measured: '5 ms',
      range: '1 – 90',
      met: 'met',
    });
    expect(verdictOf({ label: 'a', unit: 'ms', values: [6], aim: 5 }).met).toBe('missed');
  });

  it('does not judge what has no aim', () => {
    expect(verdictOf({ label: 'a', unit: 'ms', values: [6], note: 'why' })).toMatchObject({
      label: 'a (why)',
      aim: '',
      met: '',
      range: '',
    });
  });

  it('misses an aim that was not measured', () => {
    expect(verdictOf({ label: 'a', unit: 'ms', values: [], aim: 5 }).met).toBe('missed');
  });
});

describe('tables', () => {
  it('say what was measured, missed, not taken, and where', () => {
    for (const table of [terminalTable(MACHINE, OUTCOMES), markdownTable(MACHINE, OUTCOMES)]) {
      expect(table).toContain(machineLine(MACHINE));
      expect(table).toMatch(/ratio.*≤ 1 ×.*1\.25 ×.*1 – 2.*missed/);
      expect(table).toMatch(/Soak.*the agent ended/);
    }
    expect(markdownTable(MACHINE, OUTCOMES)).toContain('`npm run bench -- --quick`');
  });

  it('replace what stands between the markers of a document, and nothing else', () => {
    const document = `# A\n${MARKERS.begin}\nold\n${MARKERS.end}\nrest\n`;
    expect(replaceTable(document, 'new')).toBe(`# A\n${MARKERS.begin}\n\nnew\n\n${MARKERS.end}\nrest\n`);
    expect(() => replaceTable('# A', 'new')).toThrow('the document lacks');
  });
});

describe('Progress', () => {
  it('counts down within a measure, no further than its plan, and over measures', () => {
    let now = 0;
    const lines: string[] = [];
    const progress = new Progress({ write: (line: string) => lines.push(line) > 0 }, () => now);
    progress.plan(100);
    progress.begin(40);
    now = 10_000;
    progress.show('a');
    now = 90_000;
    progress.show('b');
    progress.end();
    progress.begin(60);
    progress.show('c');
    expect(lines).toEqual(['a (about 1:30 left)\n', 'b (about 1:00 left)\n', 'c (about 1:00 left)\n']);
  });
});
