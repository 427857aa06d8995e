import { errorAt, issueFindings, type Finding } from '@understudy/contract';
import type { ZodObject, ZodType } from 'zod';
import { ProblemError } from './problem.ts';

function invalid(where: 'query' | 'body', findings: readonly Finding[]): ProblemError {
  const [first] = findings;
  return new ProblemError(400, first === undefined ? `the ${where} is not valid` : `${where}: ${first.message}`, {
    code: 'invalid_request',
    fix: first?.fix ?? 'see findings',
    findings: [...findings],
  });
}

/**
 * The query string by an endpoint's schema. A parameter that the endpoint does not know is refused: `?dryrun=true` must not
 * write for real.
 * @throws ProblemError 400 with every finding
 */
export function parseQuery(schema: ZodObject | undefined, value: object): unknown {
  const known = Object.keys(schema?.shape ?? {});
  const unknown = Object.keys(value).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const fix = known.length === 0 ? 'This operation takes none.' : `Known here: ${known.join(', ')}.`;
    throw invalid(
      'query',
      unknown.map((name) => {
        const path = name.slice(0, 100);
        return errorAt({ code: 'unknown_parameter', path, message: `unknown parameter ${path}`, fix });
      }),
    );
  }
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid('query', issueFindings(parsed.error, schema, value));
}

/**
 * The body by an endpoint's schema.
 * @throws ProblemError 400 with every finding
 */
export function parseBody(schema: ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  if (value !== undefined) throw invalid('body', issueFindings(parsed.error, schema, value));
  throw new ProblemError(400, 'this operation needs a JSON body', {
    code: 'invalid_request',
    fix: 'send one, with Content-Type: application/json',
  });
}
