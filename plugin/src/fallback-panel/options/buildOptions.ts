import type { DataFrame, FieldOverrideContext, PanelOptionsEditorBuilder, SelectableValue } from '@grafana/data';
import { columnsOf, holds, queryKey, shownName, type Role } from '../rows/index.ts';
import { DEFAULT_OPTIONS, type PanelOptions } from './PanelOptions.ts';
import { readOptions } from './readOptions.ts';

type Builder = PanelOptionsEditorBuilder<PanelOptions>;

const { columns, thresholds, fields, display } = DEFAULT_OPTIONS;

function addColumns(builder: Builder): void {
  const category = ['Columns'];
  builder
    .addBooleanSwitch({ category, path: 'columns.fallback', name: 'Fallback', defaultValue: columns.fallback })
    .addBooleanSwitch({
      category,
      path: 'columns.count',
      name: 'Count',
      description: 'Fallbacks and requests, from 376 pixels of width.',
      defaultValue: columns.count,
    })
    .addBooleanSwitch({ category, path: 'columns.cost', name: 'Cost ×', defaultValue: columns.cost })
    .addRadio({
      category,
      path: 'columns.besideRate',
      name: 'Beside the rate',
      description: 'From 560 pixels of width. Auto: the trend where the data is a time series, else the bar.',
      defaultValue: columns.besideRate,
      settings: {
        options: [
          { value: 'auto', label: 'Auto' },
          { value: 'bar', label: 'Bar' },
          { value: 'trend', label: 'Trend' },
          { value: 'none', label: 'Nothing' },
        ],
      },
    });
}

function addThresholds(builder: Builder): void {
  const category = ['Thresholds'];
  builder
    .addNumberInput({
      category,
      path: 'thresholds.ratePercent',
      name: 'Rate above (%)',
      description: 'Amber above this. The configuration has it as warnings.fallbackRate, 10% by default.',
      defaultValue: thresholds.ratePercent,
      settings: { min: 0, max: 100 },
    })
    .addNumberInput({
      category,
      path: 'thresholds.costMultiplier',
      name: 'Cost above (×)',
      description: 'Amber above this. The configuration has it as warnings.costMultiplier, 2 by default.',
      defaultValue: thresholds.costMultiplier,
      settings: { min: 0 },
    });
}

function choices(frames: readonly DataFrame[], role: Role): SelectableValue<string>[] {
  const names = role === 'model' || role === 'fallback';
  const all = frames.flatMap(columnsOf).filter((column) => holds(column) !== 'time');
  const labels = all.flatMap(({ field }) => Object.keys(field.labels ?? {}));
  const queries = all.flatMap(({ refId }) => (refId === undefined ? [] : [refId]));
  const found = [
    ...all.map(({ field }) => ({ value: shownName(field), label: shownName(field) })),
    ...(names ? labels.map((label) => ({ value: label, label, description: 'Label' })) : []),
    ...(names ? [] : queries.map((refId) => ({ value: queryKey(refId), label: `Query ${refId}` }))),
  ];
  return [...new Map(found.map((choice) => [choice.value, choice])).values()];
}

const ROLES: readonly { readonly role: Role; readonly name: string; readonly description: string }[] = [
  { role: 'model', name: 'Model', description: 'The model that was asked for.' },
  { role: 'fallback', name: 'Fallback', description: 'The model that answered instead.' },
  { role: 'rate', name: 'Rate', description: 'Share of requests that fell back. Not needed beside count and total.' },
  { role: 'fallbacks', name: 'Count', description: 'Requests that fell back.' },
  { role: 'total', name: 'Total', description: 'All requests that count.' },
  { role: 'multiplier', name: 'Cost ×', description: 'Cost of the fallbacks, as a multiple of the primary’s.' },
  { role: 'cost', name: 'Cost of fallbacks', description: 'USD. With the primary’s it gives the multiple.' },
  { role: 'baseline', name: 'Cost of the primary', description: 'USD, for the same tokens.' },
  { role: 'extraCost', name: 'Extra cost', description: 'USD. Shown where the primary is free.' },
  { role: 'estimated', name: 'Estimated', description: 'True or above 0: the cost gets an asterisk and a footnote.' },
];

function addFields(builder: Builder): void {
  const category = ['Fields'];
  for (const { role, name, description } of ROLES) {
    builder.addSelect({
      category,
      path: `fields.${role}`,
      name,
      description,
      settings: {
        options: [],
        allowCustomValue: true,
        isClearable: true,
        getOptions: async ({ data }: FieldOverrideContext) => choices(data, role),
      },
    });
  }
  builder
    .addRadio({
      category,
      path: 'fields.rateScale',
      name: 'Rates are written as',
      description: 'Auto: by unit, percent sign, or whether any is above 1.5.',
      defaultValue: fields.rateScale,
      settings: {
        options: [
          { value: 'auto', label: 'Auto' },
          { value: 'ratio', label: '0–1' },
          { value: 'percent', label: '0–100' },
        ],
      },
    })
    .addRadio({
      category,
      path: 'fields.reducer',
      name: 'Of a time series take the',
      description: 'Total adds up counts and costs; a given rate is then averaged.',
      defaultValue: fields.reducer,
      settings: {
        options: [
          { value: 'last', label: 'Last' },
          { value: 'mean', label: 'Mean' },
          { value: 'max', label: 'Max' },
          { value: 'sum', label: 'Total' },
        ],
      },
    });
}

function addDisplay(builder: Builder): void {
  const category = ['Display'];
  builder
    .addSelect({
      category,
      path: 'display.sortBy',
      name: 'Sort by',
      defaultValue: display.sortBy,
      settings: {
        options: [
          { value: 'rate', label: 'Rate' },
          { value: 'count', label: 'Count' },
          { value: 'cost', label: 'Cost ×' },
          { value: 'model', label: 'Model' },
          { value: 'fallback', label: 'Fallback' },
        ],
      },
    })
    .addBooleanSwitch({ category, path: 'display.descending', name: 'Descending', defaultValue: display.descending })
    .addBooleanSwitch({ category, path: 'display.badges', name: 'Summary', defaultValue: display.badges })
    .addBooleanSwitch({
      category,
      path: 'display.footnote',
      name: 'Footnote',
      description: 'Only there when a cost is estimated.',
      defaultValue: display.footnote,
    })
    .addBooleanSwitch({
      category,
      path: 'display.quietModels',
      name: 'Models without fallbacks',
      defaultValue: display.quietModels,
    })
    .addBooleanSwitch({
      category,
      path: 'display.linkToChain',
      name: 'Link to the chain',
      description: 'Rows without data links open the model’s chain in the app.',
      defaultValue: display.linkToChain,
    });
  addCurrency(builder, category);
}

function addCurrency(builder: Builder, category: string[]): void {
  builder
    .addTextInput({
      category,
      path: 'display.currency',
      name: 'Currency',
      description: 'Three letters. Costs come in USD; this is for display only.',
      defaultValue: display.currency,
      settings: { maxLength: 3, placeholder: 'USD' },
    })
    .addNumberInput({
      category,
      path: 'display.currencyRate',
      name: 'Units for one USD',
      defaultValue: display.currencyRate,
      settings: { min: 0 },
      // Before its first change a panel stores no options at all.
      showIf: (options) => readOptions(options).display.currency !== 'USD',
    });
}

/** The panel's options in the editor. */
export function buildOptions(builder: Builder): void {
  addColumns(builder);
  addThresholds(builder);
  addFields(builder);
  addDisplay(builder);
}
