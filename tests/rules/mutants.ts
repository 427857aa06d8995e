/** An expression with one thing changed. */
export interface Mutant {
  readonly what: string;
  readonly expr: string;
}

const OPPOSITE: Readonly<Record<string, string>> = { '>': '<=', '>=': '<', '==': '!=' };
const NEIGHBOUR: Readonly<Record<string, string>> = { '>': '>=', '>=': '>' };
const COMPARISON = /(>=|==|>) (-?[\d.]+)(?=\D|$)/g;
const JOIN: Readonly<Record<string, string>> = { and: 'or', or: 'and', unless: 'and' };

function replaced(expr: string, match: RegExpExecArray, text: string): Mutant {
  const before = expr.slice(0, match.index);
  const line = before.split('\n').length;
  return {
    what: `line ${line}: ${match[0]} -> ${text || 'nothing'}`,
    expr: before + text + expr.slice(match.index + match[0].length),
  };
}

function otherNumbers(text: string): number[] {
  const value = Number(text);
  return value === 0 ? [2] : [value * 2, value / 2];
}

function comparisons(expr: string, match: RegExpExecArray): Mutant[] {
  const [, operator = '', number = ''] = match;
  const operators = [OPPOSITE[operator], NEIGHBOUR[operator]].filter((other) => other !== undefined);
  return [
    ...operators.map((other) => replaced(expr, match, `${other} ${number}`)),
    ...otherNumbers(number).map((other) => replaced(expr, match, `${operator} ${other}`)),
  ];
}

function each(expr: string, pattern: RegExp, make: (match: RegExpExecArray) => Mutant[]): Mutant[] {
  return [...expr.matchAll(pattern)].flatMap((match) => make(match));
}

/** A matcher fewer; braces and commas that are left over do no harm. */
function matchers(expr: string): Mutant[] {
  return each(expr, /(?<=[{ ])[a-z_]+=~?"[^"]*"(, )?/g, (match) => [replaced(expr, match, '')]);
}

/** Every way to change one operator, threshold, join, aggregation, matcher or factor of an expression. */
export function mutantsOf(expr: string): Mutant[] {
  return [
    ...each(expr, COMPARISON, (match) => comparisons(expr, match)),
    ...each(expr, /\b(and|or|unless)\b(?= )/g, (match) => [replaced(expr, match, JOIN[match[0]] ?? '')]),
    ...each(expr, /\b(sum|max)(?= by)/g, (match) => [replaced(expr, match, match[0] === 'sum' ? 'max' : 'sum')]),
    ...each(expr, /\* \d+(?= )/g, (match) => [replaced(expr, match, '* 1')]),
    ...matchers(expr),
  ];
}
