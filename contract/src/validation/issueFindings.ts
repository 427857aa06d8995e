import type { z } from 'zod';
import { errorAt, type Finding } from './finding.ts';
import { knownKeys } from './knownKeys.ts';
import { didYouMean } from './nearest.ts';
import { formatPath, type PathSegments } from './path.ts';

type Issue = z.core.$ZodIssue;

interface Place {
  readonly schema: z.ZodType;
  readonly input: unknown;
  readonly path: PathSegments;
}

function valueAt(input: unknown, path: PathSegments): unknown {
  return path.reduce<unknown>(
    (value, segment) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, segment)
        ? (value as Record<string | number, unknown>)[segment]
        : undefined,
    input,
  );
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return `a ${typeof value}`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function wrongType(expected: string, place: Place): Finding {
  const path = formatPath(place.path);
  const kind = KINDS[expected] ?? expected;
  const value = valueAt(place.input, place.path);
  if (value === undefined) {
    return errorAt({
      code: 'missing',
      path,
      message: `${path || 'document'} is required`,
      fix: `Write ${kind} there.`,
    });
  }
  const got = expected === 'int' && typeof value === 'number' ? 'a fraction' : kindOf(value);
  const message = `${path || 'document'} must be ${kind}, not ${got}`;
  return errorAt({ code: 'wrong_type', path, message, fix: `Write ${kind} there.` });
}

function unknownKeys(keys: readonly string[], place: Place): Finding[] {
  const known = knownKeys(place.schema, place.path);
  return keys.map((key) => {
    const path = formatPath([...place.path, key]);
    const fix = `${didYouMean(key, known)}Known here: ${known.join(', ')}.`;
    return errorAt({ code: 'unknown_key', path, message: `unknown key ${path}`, fix });
  });
}

const UNITS: Readonly<Record<string, string>> = { string: ' characters long', array: ' entries long' };

function outOfRange(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall, place: Place): Finding {
  const path = formatPath(place.path);
  const big = issue.code === 'too_big';
  const limit = String(big ? issue.maximum : issue.minimum);
  const unit = UNITS[issue.origin] ?? '';
  const bound = issue.inclusive === false ? (big ? 'below' : 'above') : big ? 'at most' : 'at least';
  return errorAt({
    code: 'out_of_range',
    path,
    message: `${path} must be ${bound} ${limit}${unit}`,
    fix: `Choose a value that is ${bound} ${limit}${unit}.`,
  });
}

function notAllowed(values: readonly unknown[], place: Place): Finding {
  const path = formatPath(place.path);
  const allowed = values.map(String);
  const value = valueAt(place.input, place.path);
  if (value === undefined) {
    return errorAt({
      code: 'missing',
      path,
      message: `${path} is required`,
      fix: `Write one of: ${allowed.join(', ')}.`,
    });
  }
  const hint = typeof value === 'string' ? didYouMean(value, allowed) : '';
  const message = `${path} must be ${allowed.length === 1 ? '' : 'one of '}${allowed.join(', ')}`;
  return errorAt({ code: 'not_allowed', path, message, fix: `${hint}Allowed: ${allowed.join(', ')}.` });
}

/** Of a union's branches the one that got furthest: a branch that the value's very kind rules out says nothing useful. */
function unionFindings(issue: z.core.$ZodIssueInvalidUnion, place: Place): Finding[] {
  const branch = issue.errors.find((issues) => issues.every((one) => one.path.length > 0));
  if (branch !== undefined) return branch.flatMap((one) => toFindings(one, place));
  const path = formatPath(place.path);
  const kinds = issue.errors
    .flat()
    .flatMap((one) => (one.code === 'invalid_type' ? [KINDS[one.expected] ?? one.expected] : []));
  const message = `${path} must be ${kinds.join(' or ')}`;
  return [errorAt({ code: 'wrong_type', path, message, fix: `Write ${kinds.join(' or ')} there.` })];
}

const FORMATS: Readonly<Record<string, string>> = {
  date: 'must be a date such as 2026-01-31',
  datetime: 'must be a time such as 2026-01-31T08:00:00Z',
};

function wrongFormat(message: string, place: Place): Finding {
  const path = formatPath(place.path);
  return errorAt({
    code: 'wrong_format',
    path,
    message: `${path} ${message}`,
    fix: `Correct the value: it ${message}.`,
  });
}

function toFindings(issue: Issue, at: Omit<Place, 'path'> & { readonly path?: PathSegments }): Finding[] {
  const path = [...(at.path ?? []), ...issue.path.filter((segment) => typeof segment !== 'symbol')];
  const place: Place = { ...at, path };
  switch (issue.code) {
    case 'invalid_type':
      return [wrongType(issue.expected, place)];
    case 'unrecognized_keys':
      return unknownKeys(issue.keys, place);
    case 'too_big':
    case 'too_small':
      return [outOfRange(issue, place)];
    case 'invalid_value':
      return [notAllowed(issue.values, place)];
    case 'invalid_union':
      return unionFindings(issue, place);
    case 'invalid_format':
      return [wrongFormat(FORMATS[issue.format] ?? issue.message, place)];
    case 'invalid_key':
      return [wrongFormat(issue.issues[0]?.message ?? issue.message, place)];
    default:
      return [wrongFormat(issue.message, place)];
  }
}

/**
 * What zod found, in the words of findings: every issue at once, one for each place. Values are named only where the schema
 * allows a fixed few; a secret written in the wrong place is never repeated.
 */
export function issueFindings(error: z.ZodError, schema: z.ZodType, input: unknown): Finding[] {
  const byPath = new Map<string, Finding>();
  for (const finding of error.issues.flatMap((issue) => toFindings(issue, { schema, input }))) {
    if (!byPath.has(finding.path)) byPath.set(finding.path, finding);
  }
  return [...byPath.values()];
}
