import { VisualizationSuggestionScore, type PanelDataSummary, type VisualizationSuggestion } from '@grafana/data';
import { DEFAULT_OPTIONS, type PanelOptions } from './options/PanelOptions.ts';
import { readFallbackRows } from './rows/index.ts';

/** Suggests the panel for data that says it is about fallbacks: not for each table with a number between 0 and 1. */
export function suggestPanel({ rawFrames }: PanelDataSummary): VisualizationSuggestion<PanelOptions>[] {
  const { rows, guessed } = readFallbackRows(rawFrames ?? []);
  if (rows.length === 0 || guessed) return [];
  return [
    {
      name: 'Fallbacks per model',
      score: VisualizationSuggestionScore.Best,
      cardOptions: {
        previewModifier: (suggestion) => {
          const { display } = DEFAULT_OPTIONS;
          suggestion.options = { ...suggestion.options, display: { ...display, badges: false, linkToChain: false } };
        },
      },
    },
  ];
}
