import { describe, expect, it } from '@jest/globals';
import { standardEditorsRegistry, standardFieldConfigEditorRegistry, PanelOptionsEditorBuilder } from '@grafana/data';
import { field, frame } from './fixtures/FrameCase.ts';
import { plugin } from './module.ts';
import { buildOptions } from './options/buildOptions.ts';
import { DEFAULT_OPTIONS, type PanelOptions } from './options/PanelOptions.ts';

const EDITORS = ['text', 'number', 'boolean', 'radio', 'select', 'unit', 'links'];
standardEditorsRegistry.setInit(() => EDITORS.map((id) => ({ id, name: id, editor: () => null })));
standardFieldConfigEditorRegistry.setInit(() => []);

function items() {
  const builder = new PanelOptionsEditorBuilder<PanelOptions>();
  buildOptions(builder);
  return builder.getItems();
}

/** Settings of an editor that asks what there is to choose. */
interface Choosing {
  getOptions(context: unknown): Promise<readonly { value: unknown }[]>;
}
const isChoosing = (settings: unknown): settings is Choosing =>
  typeof settings === 'object' && settings !== null && 'getOptions' in settings;

describe('the panel plugin', () => {
  it('has the defaults of its options in the editor', () => {
    expect(plugin.defaults).toEqual(DEFAULT_OPTIONS);
  });

  it('brings options of any origin into shape before they are used', async () => {
    const panel = { id: 1, type: 'understudy-fallback-panel', fieldConfig: { defaults: {}, overrides: [] } };
    const options = JSON.parse('{ "thresholds": { "ratePercent": "20" } }') as PanelOptions;
    const migrated: unknown = await plugin.onPanelMigration?.({ ...panel, options });
    expect(migrated).toMatchObject({ ...DEFAULT_OPTIONS, thresholds: { ratePercent: 20, costMultiplier: 2 } });
  });

  it('groups its options', () => {
    expect([...new Set(items().map(({ category }) => category?.[0]))]).toEqual([
      'Columns',
      'Thresholds',
      'Fields',
      'Display',
    ]);
  });

  it('offers fields, labels and queries of the data to choose from', async () => {
    const labelled = field('Value', [0.2], { labels: { deployment: 'a' } });
    const data = [frame([field('llm', ['a']), labelled], { refId: 'B' })];
    const choicesOf = async (path: string): Promise<unknown[]> => {
      const settings: unknown = items().find((item) => item.path === path)?.settings;
      if (!isChoosing(settings)) throw new Error(`${path} offers nothing`);
      return (await settings.getOptions({ data })).map(({ value }) => value);
    };
    expect(await choicesOf('fields.model')).toEqual(['llm', 'Value', 'deployment']);
    expect(await choicesOf('fields.rate')).toEqual(['llm', 'Value', 'query:B']);
  });

  it('asks for a rate only where money isn’t shown in USD', () => {
    const showIf = items().find(({ path }) => path === 'display.currencyRate')?.showIf;
    expect(showIf?.(DEFAULT_OPTIONS, [])).toBe(false);
    expect(showIf?.({ ...DEFAULT_OPTIONS, display: { ...DEFAULT_OPTIONS.display, currency: 'BRL' } }, [])).toBe(true);
  });
});
