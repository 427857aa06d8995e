import type { ConfigDocument } from '@understudy/contract';
import { isEntry } from './entry.ts';

/**
 * `verified` is a person's mark: the agent adds when and by whom. An older mark is kept as it is, so that sending a document
 * back changes nothing; a mark that the sender made up counts as `true`.
 */
export function markVerified(raw: unknown, previous: ConfigDocument, by: string, at: string): unknown {
  if (!isEntry(raw) || !Array.isArray(raw['models'])) return raw;
  const before = new Map(previous.models.map((model) => [model.id, model.verified]));
  const models = (raw['models'] as unknown[]).map((model) => {
    if (!isEntry(model) || (model['verified'] !== true && !isEntry(model['verified']))) return model;
    const mark = typeof model['id'] === 'string' ? before.get(model['id']) : undefined;
    return { ...model, verified: mark === undefined || mark === false ? { at, by } : mark };
  });
  return { ...raw, models };
}
