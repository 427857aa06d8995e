import type { ModelResource } from '@understudy/contract';
import type { Registry } from '../steps/registry.ts';

/** Why a model cannot be added now. */
export type Obstacle =
  | { readonly kind: 'primary' }
  | { readonly kind: 'in chain' }
  /** Disabled, or its provider has no key: in the agent's words. */
  | { readonly kind: 'blocked'; readonly why: string };

/** A model that may be added to a chain, or why it may not. */
export interface Candidate {
  readonly model: ModelResource;
  readonly obstacle: Obstacle | null;
}

function obstacleOf(model: ModelResource, primary: string, present: ReadonlySet<string>): Obstacle | null {
  if (model.id === primary) return { kind: 'primary' };
  if (present.has(model.id)) return { kind: 'in chain' };
  const why = model.status?.blockedBy ?? null;
  return why === null ? null : { kind: 'blocked', why };
}

function matches({ id, displayName = '', provider, capabilities = [], status }: ModelResource, word: string): boolean {
  const words = [id, displayName, provider, ...capabilities, ...(status?.local === true ? ['local'] : [])];
  return words.some((text) => text.toLowerCase().includes(word));
}

/** Models that match every word of `search` by name, provider or capability: first those that may be added. */
export function fallbackCandidates(
  registry: Registry,
  primary: string,
  present: readonly string[],
  search: string,
): Candidate[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const there = new Set(present);
  const all = [...registry.values()]
    .filter((model) => words.every((word) => matches(model, word)))
    .map((model) => ({ model, obstacle: obstacleOf(model, primary, there) }));
  return [...all.filter(({ obstacle }) => obstacle === null), ...all.filter(({ obstacle }) => obstacle !== null)];
}
