/** How much a step's place counts when the steps that stayed are looked for: one that nobody took in hand counts more. */
function weights(models: readonly string[], touched: ReadonlySet<string>): number[] {
  return models.map((model) => (touched.has(model) ? 1 : models.length + 1));
}

/** The heaviest selection of `places` that only goes up, as indexes. */
function heaviestRise(places: readonly number[], weight: readonly number[]): Set<number> {
  const best = [...weight];
  const before = places.map(() => -1);
  places.forEach((place, at) => {
    for (let earlier = 0; earlier < at; earlier++) {
      const sum = (best[earlier] ?? 0) + (weight[at] ?? 0);
      if ((places[earlier] ?? 0) >= place || sum <= (best[at] ?? 0)) continue;
      best[at] = sum;
      before[at] = earlier;
    }
  });
  const kept = new Set<number>();
  for (let at = best.indexOf(Math.max(...best)); at >= 0; at = before[at] ?? -1) kept.add(at);
  return kept;
}

/**
 * The models that were moved from `before` to `after`: as few as explain the new order, so that one drag is one move and a step
 * that only got another number because one above it went away is none. Among equal explanations those in `touched` count as
 * moved, which is what somebody dragged; a dragged one counts whenever its number changed.
 */
export function movedSteps(
  before: readonly string[],
  after: readonly string[],
  touched: readonly string[] = [],
): ReadonlySet<string> {
  const hands = new Set(touched);
  const places = new Map(before.map((model, at) => [model, at]));
  const common = after.filter((model) => places.has(model));
  const stayed = heaviestRise(
    common.map((model) => places.get(model) ?? 0),
    weights(common, hands),
  );
  const renumbered = (model: string): boolean => places.get(model) !== after.indexOf(model);
  return new Set(common.filter((model, at) => !stayed.has(at) || (hands.has(model) && renumbered(model))));
}
