import type { Capability, Model, ModelResource, Price } from '@understudy/contract';

/** The form's fields as a person types them; empty = unknown, or the default. */
export interface ModelForm {
  readonly id: string;
  readonly provider: string;
  readonly upstreamModel: string;
  readonly displayName: string;
  readonly input: string;
  readonly output: string;
  readonly cachedInput: string;
  readonly cacheWrite: string;
  readonly contextWindow: string;
  readonly maxOutput: string;
  /** Undefined = unknown; an empty list = it declares none. */
  readonly capabilities: readonly Capability[] | undefined;
}

const EMPTY: ModelForm = {
  id: '',
  provider: '',
  upstreamModel: '',
  displayName: '',
  input: '',
  output: '',
  cachedInput: '',
  cacheWrite: '',
  contextWindow: '',
  maxOutput: '',
  capabilities: undefined,
};

const text = (value: number | undefined): string => (value === undefined ? '' : String(value));

/** A model in the form; without one, the form of a new model. */
export function formOf(model: ModelResource | undefined): ModelForm {
  if (!model) return EMPTY;
  return {
    id: model.id,
    provider: model.provider,
    upstreamModel: model.upstreamModel ?? '',
    displayName: model.displayName ?? '',
    input: text(model.price?.input),
    output: text(model.price?.output),
    cachedInput: text(model.price?.cachedInput),
    cacheWrite: text(model.price?.cacheWrite),
    contextWindow: text(model.contextWindow),
    maxOutput: text(model.maxOutput),
    capabilities: model.capabilities,
  };
}

const NUMBERS = ['input', 'output', 'cachedInput', 'cacheWrite', 'contextWindow', 'maxOutput'] as const;
export type NumberName = (typeof NUMBERS)[number];

/** What keeps a form from being sent. */
export type FormProblem =
  | { readonly field: 'id' | 'provider'; readonly problem: 'missing' }
  | { readonly field: NumberName; readonly problem: 'not-a-number' | 'not-whole' }
  | { readonly field: 'input' | 'output'; readonly problem: 'both-prices' };

function numberProblem(field: NumberName, value: string): FormProblem[] {
  if (value.trim() === '') return [];
  const number = Number(value);
  if (!Number.isFinite(number) || number < 0) return [{ field, problem: 'not-a-number' }];
  const whole = field === 'contextWindow' || field === 'maxOutput';
  return whole && !Number.isInteger(number) ? [{ field, problem: 'not-whole' }] : [];
}

/** What is wrong before the agent is asked; it looks again by itself. */
export function formProblems(form: ModelForm): readonly FormProblem[] {
  const missing = (['id', 'provider'] as const).filter((field) => form[field].trim() === '');
  const hasInput = form.input.trim() !== '';
  const hasOutput = form.output.trim() !== '';
  const lonely = hasInput === hasOutput ? [] : [hasInput ? ('output' as const) : ('input' as const)];
  return [
    ...missing.map((field) => ({ field, problem: 'missing' as const })),
    ...NUMBERS.flatMap((field) => numberProblem(field, form[field])),
    ...lonely.map((field) => ({ field, problem: 'both-prices' as const })),
  ];
}

const number = (value: string): number | undefined => (value.trim() === '' ? undefined : Number(value));

function priceOf(form: ModelForm): Price | undefined {
  const input = number(form.input);
  const output = number(form.output);
  if (input === undefined || output === undefined) return undefined;
  const cachedInput = number(form.cachedInput);
  const cacheWrite = number(form.cacheWrite);
  return {
    input,
    output,
    ...(cachedInput !== undefined && { cachedInput }),
    ...(cacheWrite !== undefined && { cacheWrite }),
  };
}

/** The model that the form stands for, without what is left empty. */
export function modelOf(form: ModelForm): Model {
  const upstreamModel = form.upstreamModel.trim();
  const displayName = form.displayName.trim();
  const price = priceOf(form);
  const contextWindow = number(form.contextWindow);
  const maxOutput = number(form.maxOutput);
  return {
    id: form.id.trim(),
    provider: form.provider,
    ...(upstreamModel && { upstreamModel }),
    ...(displayName && { displayName }),
    ...(price && { price }),
    ...(contextWindow !== undefined && { contextWindow }),
    ...(maxOutput !== undefined && { maxOutput }),
    ...(form.capabilities && { capabilities: [...form.capabilities] }),
  };
}

/** The same as a JSON Merge Patch of an existing model: what was emptied is removed. */
export function patchOf(form: ModelForm): Readonly<Record<string, unknown>> {
  const { id: _id, ...fields } = modelOf(form);
  const removable = ['upstreamModel', 'displayName', 'price', 'contextWindow', 'maxOutput', 'capabilities'] as const;
  const emptied = removable.filter((field) => fields[field] === undefined);
  const price = fields.price && { cachedInput: null, cacheWrite: null, ...fields.price };
  return { ...fields, ...(price && { price }), ...Object.fromEntries(emptied.map((field) => [field, null])) };
}
