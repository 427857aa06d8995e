import { textSeconds } from '../install/promDuration.ts';

const WORDS =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\d+(?:\.\d+)?(?:e[+-]?\d+)?(?:ms|[smhdwy])?|[a-zA-Z_:][\w:]*|[<>=!~]+|[-+*/%^]/g;

function normal(word: string): string {
  if (word.startsWith("'")) return `"${word.slice(1, -1)}"`;
  const number = Number(word);
  if (!Number.isNaN(number)) return String(number);
  const seconds = textSeconds(word);
  return Number.isNaN(seconds) ? word : `${seconds}s`;
}

function bag(expression: string): string {
  return (expression.match(WORDS) ?? []).map(normal).sort().join(' ');
}

/**
 * True where two expressions have the same words and numbers: Prometheus answers with its own way of writing, in which blanks,
 * brackets, the place of `by` and the unit of a duration differ.
 */
export function sameExpression(one: string, other: string): boolean {
  return bag(one) === bag(other);
}
