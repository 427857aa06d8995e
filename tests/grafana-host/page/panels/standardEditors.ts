import type { StandardEditorsRegistryItem } from '@grafana/data';

const IDS = [
  'text',
  'number',
  'slider',
  'boolean',
  'radio',
  'select',
  'multi-select',
  'color',
  'fieldColor',
  'unit',
  'links',
  'actions',
  'mappings',
  'thresholds',
  'strings',
  'timezone',
  'field-name',
  'stats-picker',
  'dashboard-uid',
];

/** Editors of options by their kind. */
export function standardEditors(): StandardEditorsRegistryItem[] {
  return IDS.map((id) => ({ id, name: id, editor: () => null }));
}
