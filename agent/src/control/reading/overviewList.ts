import type { ActiveStep, EndpointQuery, FallbackStat, OverviewSort, getOverview } from '@understudy/contract';

/** A model of the overview before it is shown. */
export interface ListedModel {
  readonly stat: FallbackStat;
  /** Null = it is not configured any more. */
  readonly provider: string | null;
  /** Null = it has no chain. */
  readonly activeStep: ActiveStep | null;
  readonly aboveRate: boolean;
}

type Query = EndpointQuery<typeof getOverview>;
type Compare = (a: ListedModel, b: ListedModel) => number;

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const isFailed = ({ activeStep }: ListedModel): boolean => activeStep !== null && activeStep.position < 0;

const NO_CHAIN = 100;
const PRIMARY = 50;

/** From what is broken to what is well: all failed, the last fallback, the first, the primary, no chain. */
function urgency({ activeStep }: ListedModel): number {
  if (activeStep === null) return NO_CHAIN;
  const { position } = activeStep;
  if (position < 0) return 0;
  return PRIMARY - position;
}

const ASCENDING: Readonly<Record<OverviewSort, Compare>> = {
  rate: (a, b) => a.stat.fallbackRate - b.stat.fallbackRate,
  model: (a, b) => byText(a.stat.model, b.stat.model),
  fallback: (a, b) => byText(a.stat.fallbackModelName ?? '', b.stat.fallbackModelName ?? ''),
  count: (a, b) => a.stat.fallbackCount - b.stat.fallbackCount,
  cost: (a, b) => (a.stat.costMultiplier ?? 0) - (b.stat.costMultiplier ?? 0),
  step: (a, b) => urgency(a) - urgency(b),
};

/** What has nothing to sort by stands last, whatever the direction. */
const HAS_NOTHING: Partial<Record<OverviewSort, (model: ListedModel) => boolean>> = {
  fallback: ({ stat }) => stat.fallbackModelName === null,
  cost: ({ stat }) => stat.costMultiplier === null,
  step: ({ activeStep }) => activeStep === null,
};

const UPWARDS: ReadonlySet<OverviewSort> = new Set(['model', 'fallback', 'step']);

/** Among equals: what is broken first, then the higher rate, more fallbacks, and by name. */
const amongEquals: Compare = (a, b) =>
  Number(isFailed(b)) - Number(isFailed(a)) ||
  b.stat.fallbackRate - a.stat.fallbackRate ||
  b.stat.fallbackCount - a.stat.fallbackCount ||
  byText(a.stat.model, b.stat.model);

function comparison({ sort = 'rate', order }: Query): Compare {
  const upwards = order === undefined ? UPWARDS.has(sort) : order === 'asc';
  const compare = ASCENDING[sort];
  const hasNothing = HAS_NOTHING[sort] ?? (() => false);
  return (a, b) =>
    Number(hasNothing(a)) - Number(hasNothing(b)) || (upwards ? compare(a, b) : compare(b, a)) || amongEquals(a, b);
}

function mentions({ stat, provider }: ListedModel, text: string): boolean {
  return [stat.model, stat.displayName, provider ?? ''].some((name) => name.toLowerCase().includes(text));
}

/** The models that a query asks for, in its order. */
export function overviewList(models: readonly ListedModel[], query: Query): ListedModel[] {
  const { model, above } = query;
  const text = query.search?.toLowerCase();
  return models
    .filter(
      (one) =>
        (model === undefined || one.stat.model === model) &&
        (above !== true || one.aboveRate || one.stat.exceeds2x) &&
        (text === undefined || mentions(one, text)),
    )
    .sort(comparison(query));
}
