import { t } from '@grafana/i18n';

/** A step and where it stands; places count from 1. */
interface Place {
  readonly model: string;
  readonly place: number;
  readonly of: number;
}

/** How a step is reordered by keyboard, for screen readers. */
export function reorderHelp(): string {
  return t(
    'chains.drag.help',
    'Press Space to lift, the arrow keys to move, Space to drop, Escape to cancel. Alt with an arrow key moves it at once.',
  );
}

/** Name of the handle of a step. */
export function handleName(model: string, place: number): string {
  return t('chains.drag.handle', 'Reorder {{- model}}, fallback {{- place}}', { model, place });
}

/** Lifted by keyboard. */
export function liftedWords({ model, place, of }: Place): string {
  return t('chains.drag.lifted', '{{- model}} lifted, fallback {{- place}} of {{- of}}', { model, place, of });
}

/** Moved, while it is lifted or at once. */
export function movedWords({ model, place, of }: Place): string {
  return t('chains.drag.moved', '{{- model}}, now fallback {{- place}} of {{- of}}', { model, place, of });
}

/** Dropped in a place. */
export function droppedWords({ model, place, of }: Place): string {
  return t('chains.drag.dropped', '{{- model}} dropped, now fallback {{- place}} of {{- of}}', { model, place, of });
}

/** Put back to where it was. */
export function cancelledWords({ model, place, of }: Place): string {
  return t('chains.drag.cancelled', 'Cancelled. {{- model}} is fallback {{- place}} of {{- of}} again', {
    model,
    place,
    of,
  });
}

/** Taken out of the chain. */
export function removedWords(model: string): string {
  return t('chains.drag.removed', '{{- model}} removed', { model });
}

/** Added at the end. */
export function addedWords({ model, place, of }: Place): string {
  return t('chains.drag.added', '{{- model}} added, fallback {{- place}} of {{- of}}', { model, place, of });
}
