import { t } from '@grafana/i18n';
import type { ComboboxOption } from '@grafana/ui';
import { price, tokens } from '../../../format/format.ts';
import { stepFacts, type StepFacts } from '../steps/stepFacts.ts';
import { registryOf } from '../steps/registry.ts';
import { healthTitle } from '../texts/healthWords.ts';
import type { Candidate, Obstacle } from './fallbackCandidates.ts';

function obstacleWords(obstacle: Obstacle, model: string): string {
  switch (obstacle.kind) {
    case 'primary':
      return t('chains.add.primary', '{{- model}} is already the primary.', { model });
    case 'in chain':
      return t('chains.add.present', 'Already in this list.');
    case 'blocked':
      return obstacle.why.charAt(0).toUpperCase() + obstacle.why.slice(1);
  }
}

function priceWords(value: StepFacts['price']): string {
  if (value === 'free') return t('chains.price.free', 'free');
  if (value === 'unknown') return t('chains.add.no-price', 'price unknown');
  return `${price(value.input)} / ${price(value.output)}`;
}

function factWords({ provider = '', price: value, contextWindow, health }: StepFacts): string {
  const window =
    contextWindow === undefined
      ? t('chains.add.no-context', 'context unknown')
      : t('chains.add.context', '{{- tokens}} context', { tokens: tokens(contextWindow) });
  return [provider, priceWords(value), window, healthTitle(health)].join(' · ');
}

/** A model as a choice: what one chooses it by, or why it is none. */
export function candidateOption({ model, obstacle }: Candidate): ComboboxOption {
  if (obstacle !== null) {
    return { value: model.id, label: model.id, description: obstacleWords(obstacle, model.id), infoOption: true };
  }
  const facts = stepFacts(model.id, model.id, registryOf([model]));
  return { value: model.id, label: model.id, description: factWords(facts) };
}
