import { readPromql, type Matcher, type Naming, type Selector } from './promql.ts';
import { TARGET_LABELS, type Metric, type Vocabulary } from './vocabulary.ts';

/** Letters that mean something in a regular expression, but for the bar between alternatives. */
const PATTERN = /[\\^$.*+?()[\]{}]/;

/** Values that a matcher asks for and nobody ever sets. */
function unknownValues({ op, value }: Matcher, domain: readonly string[]): string[] {
  if (value === '') return [];
  if (op === '=' || op === '!=') return domain.includes(value) ? [] : [value];
  if (!PATTERN.test(value)) return value.split('|').filter((each) => !domain.includes(each));
  const pattern = new RegExp(`^(?:${value})$`);
  return domain.some((each) => pattern.test(each)) ? [] : [value];
}

function labelsOf(metric: Metric | undefined): readonly string[] {
  return [...(metric?.labels ?? []), ...TARGET_LABELS, '__name__'];
}

function checkSelector({ metric, matchers }: Selector, vocabulary: Vocabulary): string[] {
  if (metric === '') return [];
  const known = vocabulary.get(metric);
  if (!known) return [`no metric ${metric}`];
  return matchers.flatMap((matcher) => {
    if (!labelsOf(known).includes(matcher.label)) return [`${metric} has no label ${matcher.label}`];
    const values = unknownValues(matcher, known.domain(matcher.label) ?? [matcher.value]);
    return known.domain(matcher.label) === null
      ? []
      : values.map((value) => `${metric}{${matcher.label}} is never ${value}`);
  });
}

/** A label must be of something within the part that names it. */
function checkNaming({ labels, selectors, made }: Naming, vocabulary: Vocabulary): string[] {
  const possible = new Set([...made, ...selectors.flatMap(({ metric }) => labelsOf(vocabulary.get(metric)))]);
  return labels.filter((label) => !possible.has(label)).map((label) => `nothing has the label ${label}`);
}

/** What an expression speaks of and nobody emits; empty = nothing. */
export function checkNames(expr: string, vocabulary: Vocabulary): string[] {
  const { selectors, namings, errors } = readPromql(expr);
  return [
    ...errors,
    ...selectors.flatMap((each) => checkSelector(each, vocabulary)),
    ...namings.flatMap((each) => checkNaming(each, vocabulary)),
  ];
}
