import { MEASURES, type FieldMapping, type Role } from '../rows/index.ts';
import { BESIDE_RATE, DEFAULT_OPTIONS, SORT_KEYS, type PanelOptions } from './PanelOptions.ts';

type Stored = Readonly<Record<string, unknown>>;

function isStored(value: unknown): value is Stored {
  return typeof value === 'object' && value !== null;
}

function groupOf(options: unknown, name: keyof PanelOptions): Stored {
  const group = isStored(options) ? options[name] : undefined;
  return isStored(group) ? group : {};
}

function flag(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}

function oneOf<T>(value: unknown, choices: readonly T[], otherwise: T): T {
  return choices.find((choice) => choice === value) ?? otherwise;
}

/** Dashboards written by hand hold numbers as texts too. */
function atLeast(least: number, value: unknown, otherwise: number): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= least ? number : otherwise;
}

function fieldsOf(stored: Stored): FieldMapping {
  const roles: readonly Role[] = ['model', 'fallback', ...MEASURES];
  const named = roles.flatMap((role) => {
    const name = stored[role];
    return typeof name === 'string' && name !== '' ? [[role, name] as const] : [];
  });
  return {
    ...Object.fromEntries(named),
    rateScale: oneOf(stored['rateScale'], ['auto', 'ratio', 'percent'] as const, 'auto'),
    reducer: oneOf(stored['reducer'], ['last', 'mean', 'max', 'sum'] as const, 'last'),
  };
}

/** Options that can be used, whatever is stored: what is missing, unknown or of another version has its default. */
export function readOptions(stored: unknown): PanelOptions {
  const columns = groupOf(stored, 'columns');
  const thresholds = groupOf(stored, 'thresholds');
  const display = groupOf(stored, 'display');
  const defaults = DEFAULT_OPTIONS;
  const currency = typeof display['currency'] === 'string' ? display['currency'].trim().toUpperCase() : '';
  return {
    columns: {
      fallback: flag(columns['fallback'], defaults.columns.fallback),
      count: flag(columns['count'], defaults.columns.count),
      cost: flag(columns['cost'], defaults.columns.cost),
      besideRate: oneOf(columns['besideRate'], BESIDE_RATE, defaults.columns.besideRate),
    },
    thresholds: {
      ratePercent: atLeast(0, thresholds['ratePercent'], defaults.thresholds.ratePercent),
      costMultiplier: atLeast(0, thresholds['costMultiplier'], defaults.thresholds.costMultiplier),
    },
    fields: fieldsOf(groupOf(stored, 'fields')),
    display: {
      sortBy: oneOf(display['sortBy'], SORT_KEYS, defaults.display.sortBy),
      descending: flag(display['descending'], defaults.display.descending),
      badges: flag(display['badges'], defaults.display.badges),
      footnote: flag(display['footnote'], defaults.display.footnote),
      quietModels: flag(display['quietModels'], defaults.display.quietModels),
      currency: /^[A-Z]{3}$/.test(currency) ? currency : defaults.display.currency,
      currencyRate: atLeast(Number.MIN_VALUE, display['currencyRate'], defaults.display.currencyRate),
      linkToChain: flag(display['linkToChain'], defaults.display.linkToChain),
    },
  };
}
