import type { DialectName, ProviderResource } from '@understudy/contract';

/** The form's fields as a person types them. */
export interface ProviderForm {
  readonly id: string;
  readonly dialect: DialectName;
  readonly baseUrl: string;
  /** A reference or a new key; empty = what is stored stays. */
  readonly apiKey: string;
  readonly removeKey: boolean;
  readonly apiVersion: string;
  readonly local: boolean;
  readonly priority: string;
}

/** A provider in the form; without one, the form of a new one. A stored key is never in it. */
export function providerFormOf(provider: ProviderResource | undefined): ProviderForm {
  return {
    id: provider?.id ?? '',
    dialect: provider?.dialect ?? 'openai',
    baseUrl: provider?.baseUrl ?? '',
    apiKey: typeof provider?.apiKey === 'string' ? provider.apiKey : '',
    removeKey: false,
    apiVersion: provider?.apiVersion ?? '',
    local: provider?.location === 'local',
    priority: provider?.priority === undefined ? '' : String(provider.priority),
  };
}

/** Fields that keep the form from being sent. */
export function providerProblems(form: ProviderForm): readonly (keyof ProviderForm)[] {
  const priority = Number(form.priority);
  return [
    ...(form.id.trim() === '' ? (['id'] as const) : []),
    ...(/^https?:\/\/./.test(form.baseUrl.trim()) ? [] : (['baseUrl'] as const)),
    ...(Number.isInteger(priority) && priority >= 0 && priority <= 1_000 ? [] : (['priority'] as const)),
  ];
}

function keyOf({ apiKey, removeKey }: ProviderForm): { apiKey?: string | null } {
  if (removeKey) return { apiKey: null };
  return apiKey.trim() === '' ? {} : { apiKey: apiKey.trim() };
}

/** A new provider. */
export function providerOf(form: ProviderForm) {
  const apiVersion = form.apiVersion.trim();
  return {
    id: form.id.trim(),
    dialect: form.dialect,
    baseUrl: form.baseUrl.trim(),
    ...(form.apiKey.trim() !== '' && { apiKey: form.apiKey.trim() }),
    ...(form.dialect === 'azure-openai' && apiVersion && { apiVersion }),
    ...(form.local && { location: 'local' as const }),
    ...(form.priority.trim() !== '' && { priority: Number(form.priority) }),
  };
}

/** The same as a JSON Merge Patch: a key that was not typed again stays as it is. */
export function providerPatchOf(form: ProviderForm): Readonly<Record<string, unknown>> {
  const { id: _id, apiKey: _apiKey, ...fields } = providerOf(form);
  return { apiVersion: null, location: null, priority: null, ...fields, ...keyOf(form) };
}
