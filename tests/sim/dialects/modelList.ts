import type { Dialect } from '../call.ts';
import type { Json } from '../json.ts';

const CREATED = 1735689600;

const ENTRY: Record<Dialect, (id: string) => Json> = {
  openai: (id) => ({ id, object: 'model', created: CREATED, owned_by: 'sim' }),
  azure: (id) => ({ id, object: 'model', created_at: CREATED, status: 'succeeded', lifecycle_status: 'preview' }),
  anthropic: (id) => ({ type: 'model', id, display_name: id, created_at: '2025-01-01T00:00:00Z' }),
  google: (id) => ({
    name: `models/${id}`,
    version: '001',
    displayName: id,
    inputTokenLimit: 1048576,
    outputTokenLimit: 65536,
    supportedGenerationMethods: ['generateContent', 'countTokens'],
  }),
};

/** One model as a dialect describes it. */
export function modelEntry(dialect: Dialect, id: string): Json {
  return ENTRY[dialect](id);
}

/** The list of models as a dialect gives it. */
export function modelList(dialect: Dialect, ids: readonly string[]): Json {
  const data = ids.map((id) => modelEntry(dialect, id));
  if (dialect === 'google') return { models: data };
  if (dialect !== 'anthropic') return { object: 'list', data };
  return { data, has_more: false, first_id: ids[0] ?? null, last_id: ids.at(-1) ?? null };
}
