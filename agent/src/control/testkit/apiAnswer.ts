import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { problemSchema, type Endpoint, type Problem } from '@understudy/contract';
import type { ZodObject, ZodType, z } from 'zod';

/** What was asked, and the endpoints that may have answered. */
export interface ApiCall {
  /** In any case. */
  readonly method: string;
  /** Under `/api/v1`, with its query. */
  readonly path: string;
  readonly endpoints: readonly Endpoint[];
}

/** An answer of the control API, which is what the contract says before a test reads it. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Empty where it has none. */
  readonly etag: string;
  readonly text: string;
  /** Its JSON; undefined for every other media type. */
  readonly body: unknown;
  /**
   * The success of this endpoint, typed.
   * @throws AssertionError where it is a refusal, or another endpoint's answer
   */
  as<Result extends ZodType>(endpoint: Endpoint<ZodObject, ZodType, Result>): z.output<Result>;
  /**
   * The problem of a refusal.
   * @throws AssertionError where it is a success
   */
  problem(): Problem;
}

/** Parses by `schema` and holds the value to it: what the schema leaves out or fills in is a difference. */
function exactly<Schema extends ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.parse(value);
  deepStrictEqual(value, parsed, 'the answer is not word for word what the contract says');
  return parsed;
}

/** Where an endpoint is served: `{id}` and `{model}` take the rest of the path, other names one segment. */
function patternOf({ path }: Endpoint): RegExp {
  const rest = path.replace(/\{(id|model)\}$/, '.+').replaceAll(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${rest}$`);
}

/** The endpoint that a call is meant for. */
function endpointOf({ endpoints, method, path }: ApiCall): Endpoint | undefined {
  const plain = path.split('?', 1).join();
  return endpoints.find((one) => one.method === method.toLowerCase() && patternOf(one).test(plain));
}

function successOf<Result extends ZodType>(
  endpoint: Endpoint<ZodObject, ZodType, Result>,
  status: number,
  body: unknown,
): z.output<Result> {
  const { success, operationId } = endpoint;
  strictEqual(status, success.status, `${operationId} did not succeed: ${JSON.stringify(body)}`);
  if (success.body === null) throw new Error(`${operationId} answers without a body`);
  return exactly(success.body, body);
}

function problemOf(status: number, { headers }: Response, body: unknown): Problem {
  strictEqual(headers.get('content-type')?.split(';')[0], 'application/problem+json');
  const problem = exactly(problemSchema, body);
  strictEqual(problem.status, status);
  return problem;
}

/**
 * Reads a response of the control API to the end.
 * @throws where it is neither the success of the endpoint that was called nor a problem document
 */
export async function readApiAnswer(response: Response, call: ApiCall): Promise<ApiAnswer> {
  const { status, headers } = response;
  const text = await response.text();
  const isJson = headers.get('content-type')?.includes('json') === true;
  const body: unknown = isJson ? JSON.parse(text) : undefined;
  const served = endpointOf(call);
  if (status >= 400) problemOf(status, response, body);
  else if (isJson && served !== undefined) successOf(served, status, body);
  return {
    ...{ status, headers, text, body },
    etag: headers.get('etag') ?? '',
    as: (endpoint) => {
      strictEqual(endpoint.operationId, served?.operationId);
      return successOf(endpoint, status, body);
    },
    problem: () => problemOf(status, response, body),
  };
}
