import { describe, expect, it } from '@jest/globals';
import { getPanelDataSummary, VisualizationSuggestionScore, type DataFrame } from '@grafana/data';
import { field, frame } from './fixtures/FrameCase.ts';
import { plugin } from './module.ts';
import { suggestPanel } from './suggestPanel.ts';

function suggested(frames: DataFrame[]) {
  return suggestPanel(getPanelDataSummary(frames));
}

describe('suggestion', () => {
  it('comes for data that says it has rates of fallbacks', () => {
    const [suggestion] = suggested([frame([field('model', ['a']), field('fallback_rate', [0.2])])]);
    expect(suggestion).toMatchObject({ score: VisualizationSuggestionScore.Best });
  });

  it.each([
    ['no data', []],
    ['a number between 0 and 1 that has no name', [frame([field('model', ['a']), field('Value', [0.2])])]],
    ['data about something else', [frame([field('host', ['a']), field('cpu', [0.2]), field('memory', [0.4])])]],
  ])('doesn’t come for %s', (_, frames) => {
    expect(suggested(frames)).toEqual([]);
  });

  it('is quieter in its small preview', () => {
    const [suggestion] = suggested([frame([field('model', ['a']), field('fallback_rate', [0.2])])]);
    if (!suggestion) throw new Error('no suggestion');
    suggestion.cardOptions?.previewModifier?.(suggestion);
    expect(suggestion.options?.display).toMatchObject({ badges: false, linkToChain: false });
  });

  it('reaches Grafana through the plugin', () => {
    Object.assign(plugin, { meta: { id: 'understudy-fallback-panel', name: 'Fallbacks per model' } });
    const frames = [frame([field('model', ['a']), field('fallback_rate', [0.2])])];
    expect(plugin.getSuggestions(getPanelDataSummary(frames))).toHaveLength(1);
  });
});
