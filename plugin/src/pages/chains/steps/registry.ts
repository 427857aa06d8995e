import type { ModelResource } from '@understudy/contract';

/** What the agent knows of its models, by id. */
export type Registry = ReadonlyMap<string, ModelResource>;

/** Indexes what was read. */
export function registryOf(models: readonly ModelResource[]): Registry {
  return new Map(models.map((model) => [model.id, model]));
}
