import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { callTree } from './callTree.ts';
import type { CallFrame, CpuProfile } from './cpuProfile.ts';
import { flameGraph } from './flameGraph.ts';
import { sourcePosition } from './sourcePosition.ts';
import { topSelfTime } from './topSelfTime.ts';
import { topTotalTime } from './topTotalTime.ts';

function frame(functionName: string, url = 'file:///agent/a.js', lineNumber = 0): CallFrame {
  return { functionName, url, lineNumber, columnNumber: 0 };
}

/** (root) calls run and idles; run calls work; work is called from the root too. Each sample lasts until the next. */
const PROFILE: CpuProfile = {
  nodes: [
    { id: 1, callFrame: frame('(root)', ''), children: [2, 4, 5] },
    { id: 2, callFrame: frame('run'), children: [3] },
    { id: 3, callFrame: frame('work') },
    { id: 4, callFrame: frame('(idle)', '') },
    { id: 5, callFrame: frame('work') },
  ],
  samples: [2, 3, 4, 5, 2],
  timeDeltas: [0, 100, 500, 9_000, 400],
};

describe('topSelfTime', () => {
  it('adds up the places of a function and leaves idle time out', () => {
    const [first, second] = topSelfTime(PROFILE, 2);
    expect(first).toMatchObject({ frame: { functionName: 'work' }, us: 900, share: 0.9 });
    expect(second).toMatchObject({ frame: { functionName: 'run' }, us: 100, share: 0.1 });
  });

  it('keeps functions of the same name at different places apart', () => {
    const nodes = [
      { id: 1, callFrame: frame('work', 'file:///a.js', 1) },
      { id: 2, callFrame: frame('work', 'file:///a.js', 9) },
    ];
    expect(topSelfTime({ nodes, samples: [1, 2, 1], timeDeltas: [0, 1, 1] }, 5)).toHaveLength(2);
  });

  it('counts a clock that ran backwards as nothing', () => {
    const nodes = [{ id: 1, callFrame: frame('work') }];
    expect(topSelfTime({ nodes, samples: [1, 1, 1], timeDeltas: [0, -5, 10] }, 1)[0]?.us).toBe(10);
  });
});

describe('callTree', () => {
  it('gives each place the time of itself and of what it called', () => {
    const tree = callTree(PROFILE);
    expect(tree.us).toBe(1_000);
    expect(tree.children.map(({ frame: { functionName }, us }) => [functionName, us])).toEqual([
      ['run', 600],
      ['work', 400],
    ]);
  });

  it('refuses a profile without nodes', () => {
    expect(() => callTree({ nodes: [] })).toThrow('the profile is empty');
  });
});

describe('topTotalTime', () => {
  it('adds up a function over the tree', () => {
    const top = topTotalTime(callTree(PROFILE), 2, ({ url }) => url !== '');
    expect(top.map(({ frame: { functionName }, us }) => [functionName, us])).toEqual([
      ['work', 900],
      ['run', 600],
    ]);
  });

  it('counts a function that calls itself once', () => {
    const nodes = [
      { id: 1, callFrame: frame('(root)', ''), children: [2] },
      { id: 2, callFrame: frame('again'), children: [3] },
      { id: 3, callFrame: frame('again') },
    ];
    const tree = callTree({ nodes, samples: [2, 3, 3], timeDeltas: [0, 10, 10] });
    expect(topTotalTime(tree, 1, () => true)[0]?.us).toBe(20);
    expect(topTotalTime(tree, 5, ({ url }) => url !== '')).toHaveLength(1);
  });
});

describe('flameGraph', () => {
  it('draws a box with a title for each function, and nothing that the file has to load', () => {
    const svg = flameGraph(callTree(PROFILE), 'a <b> & c', ({ functionName }) => `at ${functionName}`);
    expect(svg.match(/<rect x/g)).toHaveLength(4);
    expect(svg).toContain('<title>run at run 60.00 %</title>');
    expect(svg).toContain('a &lt;b&gt; &amp; c');
    expect(svg).not.toMatch(/href|<script|url\(/);
  });
});

describe('sourcePosition', () => {
  it('names Node modules as they are, and nothing for what has no place', () => {
    expect(sourcePosition(frame('emit', 'node:events', 41))).toBe('node:events:42');
    expect(sourcePosition(frame('(garbage collector)', ''))).toBe('');
  });

  it('follows the source map of a compiled file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'source-position-'));
    try {
      const map = { version: 3, sources: ['a.ts'], sourceRoot: '', names: [], mappings: 'AAUA' };
      await writeFile(join(folder, 'a.js.map'), JSON.stringify(map));
      const url = pathToFileURL(join(folder, 'a.js')).href;
      expect(sourcePosition(frame('work', url))).toMatch(/source-position-\w+\/a\.ts:11$/);
      expect(sourcePosition(frame('work', url.replace('a.js', 'b.js')))).toMatch(/b\.js:1$/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
