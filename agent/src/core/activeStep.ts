import type { ActiveStep } from '@understudy/contract';
import type { Engine } from '../engine/index.ts';

function label(position: number): string {
  if (position < 0) return 'all failed';
  return position === 0 ? 'primary' : `fallback ${position}`;
}

/** What the next request for `model` would use; null = the model is not configured. */
export function activeStepOf(engine: Engine, model: string): ActiveStep | null {
  const chain = engine.snapshot.chains.get(model);
  if (chain === undefined) return null;
  const position = engine.breakers.activePosition(chain);
  return { position, label: label(position), model: chain.steps[position]?.model ?? null };
}
