import { describe, expect, it } from '@jest/globals';
import { DEFAULT_OPTIONS } from './options/PanelOptions.ts';
import { panelLayout } from './panelLayout.ts';

const ALL = { fallback: true, count: true, cost: true };

function shown(width: number, height: number): string[] {
  return Object.entries(panelLayout({ width, height }, ALL, DEFAULT_OPTIONS)).flatMap(([part, on]) =>
    on === true ? [part] : [],
  );
}

describe('panel layout', () => {
  it.each([
    [560, 220, ['apart', 'fallback', 'count', 'cost', 'graph', 'header', 'badges', 'footnote']],
    [560, 219, ['apart', 'fallback', 'count', 'cost', 'graph', 'header']],
    [559, 220, ['fallback', 'count', 'cost', 'header', 'badges', 'footnote']],
    [376, 100, ['fallback', 'count', 'cost', 'header']],
    [375, 100, ['fallback', 'cost', 'header']],
    [300, 100, ['fallback', 'cost', 'header']],
    [299, 400, ['summary']],
    [120, 80, []],
  ])('at %d × %d shows %j', (width, height, parts) => {
    expect(shown(width, height)).toEqual(parts);
  });

  it('leaves out what the options switch off', () => {
    const { columns, display } = DEFAULT_OPTIONS;
    const options = {
      ...DEFAULT_OPTIONS,
      columns: { ...columns, fallback: false, count: false, cost: false, besideRate: 'none' as const },
      display: { ...display, badges: false, footnote: false },
    };
    expect(panelLayout({ width: 900, height: 400 }, ALL, options)).toEqual({
      apart: false,
      fallback: false,
      count: false,
      cost: false,
      graph: false,
      header: true,
      badges: false,
      footnote: false,
      summary: false,
      rowHeight: 28,
    });
  });

  it('leaves out columns that the data has nothing for', () => {
    const none = { fallback: false, count: false, cost: false };
    const layout = panelLayout({ width: 900, height: 400 }, none, DEFAULT_OPTIONS);
    expect([layout.apart, layout.fallback, layout.count, layout.cost]).toEqual([false, false, false, false]);
  });
});
