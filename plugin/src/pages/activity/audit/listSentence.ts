import { t } from '@grafana/i18n';

/** The entries that are in both, in the order of `order`. */
function common(order: readonly string[], other: readonly string[]): string[] {
  const there = new Set(other);
  return order.filter((id) => there.has(id));
}

/** The one entry whose move explains the new order; undefined where it takes several. */
function movedEntry(before: readonly string[], after: readonly string[]): string | undefined {
  return before.find((id) => {
    const rest = (list: readonly string[]): string => JSON.stringify(list.filter((other) => other !== id));
    return rest(before) === rest(after);
  });
}

function orderSentence(before: readonly string[], after: readonly string[]): string[] {
  const [left, right] = [common(before, after), common(after, before)];
  if (left.every((id, at) => id === right[at])) return [];
  const moved = movedEntry(left, right);
  if (moved === undefined) {
    return [t('audit.list-order', 'new order: {{- models}}', { models: after.join(', ') })];
  }
  return [
    t('audit.list-moved', 'moved {{- model}} to step {{- step}}', { model: moved, step: after.indexOf(moved) + 1 }),
  ];
}

/** What happened to a list of fallbacks: "added llama3.3:70b as step 3". */
export function listSentences(before: readonly string[], after: readonly string[]): string[] {
  const added = after.filter((id) => !before.includes(id));
  const removed = before.filter((id) => !after.includes(id));
  return [
    ...added.map((model) =>
      t('audit.list-added', 'added {{- model}} as step {{- step}}', { model, step: after.indexOf(model) + 1 }),
    ),
    ...removed.map((model) => t('audit.list-removed', 'removed {{- model}}', { model })),
    ...orderSentence(before, after),
  ];
}
