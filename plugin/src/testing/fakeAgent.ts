import type { EndpointResult } from '@understudy/contract';
import { AgentError, type AgentErrorKind } from '../api/AgentError.ts';
import type { AgentClient, Answer, AnyEndpoint, CallOptions } from '../api/agentClient.ts';
import { failureWords } from '../api/failureWords.ts';

/** What the fake answers to one operation: data, or what makes them from what was asked. */
type Reply = (options: CallOptions<AnyEndpoint>) => Promise<Answer<AnyEndpoint>>;

type Make = (options: CallOptions<AnyEndpoint>) => unknown;

/** An agent that a test plays. Without further words it answers with the contract's own examples. */
export interface FakeAgent {
  readonly client: AgentClient;
  /** What was asked of an operation so far, oldest first. */
  calls<E extends AnyEndpoint>(endpoint: E): readonly CallOptions<E>[];
  /** From now on the operation answers this. */
  answer<E extends AnyEndpoint>(
    endpoint: E,
    data: Answer<E>['data'] | ((options: CallOptions<E>) => Answer<E>['data']),
    etag?: string,
  ): void;
  /** From now on the operation fails like this. */
  fail(endpoint: AnyEndpoint, error: AgentErrorKind | AgentError): void;
  /** The operation fails like this the next time only. */
  failOnce(endpoint: AnyEndpoint, error: AgentErrorKind | AgentError): void;
  /** From now on every operation fails like this, until `recover`. */
  failAll(error: AgentErrorKind | AgentError): void;
  recover(): void;
  /** From now on the operation gives no answer until what comes back is called. */
  hold(endpoint: AnyEndpoint): () => void;
}

/** An AgentError of a kind, as a test needs one. */
export function agentError(kind: AgentErrorKind, details: Partial<ConstructorParameters<typeof AgentError>[1]> = {}) {
  return new AgentError(failureWords(kind), { kind, status: kind === 'unreachable' ? 502 : 400, ...details });
}

/** The contract's example of what an operation answers, to change a part of it. */
export function exampleData<E extends AnyEndpoint>(endpoint: E): EndpointResult<E> {
  // The schema is the endpoint's own, so its output is the endpoint's result.
  return exampleOf(endpoint).data as EndpointResult<E>;
}

function exampleOf(endpoint: AnyEndpoint): Answer<AnyEndpoint> {
  const { body, example } = endpoint.success;
  const { operationId } = endpoint;
  if (!body) return { data: undefined, etag: undefined };
  if (example === undefined) throw new Error(`The contract has no example of ${operationId}: say agent.answer`);
  return { data: body.parse(example), etag: endpoint.concurrency === undefined ? undefined : '"1"' };
}

const toError = (error: AgentErrorKind | AgentError): AgentError =>
  error instanceof AgentError ? error : agentError(error);

/** Makes a fake agent: `renderPage(<X />, { agent })`. */
export function fakeAgent(): FakeAgent {
  const asked = new Map<string, CallOptions<AnyEndpoint>[]>();
  const replies = new Map<string, Reply>();
  const once = new Map<string, AgentError>();
  const held = new Map<string, Promise<void>>();
  let down: AgentError | undefined;

  const call = async (endpoint: AnyEndpoint, options: CallOptions<AnyEndpoint> = {}): Promise<Answer<AnyEndpoint>> => {
    const id = endpoint.operationId;
    asked.set(id, [...(asked.get(id) ?? []), options]);
    await held.get(id);
    if (down) throw down;
    const next = once.get(id);
    once.delete(id);
    if (next) throw next;
    return (await replies.get(id)?.(options)) ?? exampleOf(endpoint);
  };

  return {
    client: {
      call: (endpoint, options) => call(endpoint, options),
      csv: async (endpoint, options) => {
        await call(endpoint, options);
        return `${endpoint.operationId}\n`;
      },
    },
    calls: (endpoint) => asked.get(endpoint.operationId) ?? [],
    answer: (endpoint, data, etag = '"1"') => {
      // What an operation answers is never a function, so one makes the answer; its options are those of the endpoint.
      const isMake = (value: unknown): value is Make => typeof value === 'function';
      replies.set(endpoint.operationId, async (options) => ({ data: isMake(data) ? data(options) : data, etag }));
    },
    fail: ({ operationId }, error) => {
      replies.set(operationId, () => Promise.reject(toError(error)));
    },
    failOnce: ({ operationId }, error) => {
      once.set(operationId, toError(error));
    },
    failAll: (error) => {
      down = toError(error);
    },
    recover: () => {
      down = undefined;
    },
    hold: ({ operationId }) => {
      let release = (): void => undefined;
      held.set(operationId, new Promise((resolve) => (release = resolve)));
      return () => {
        held.delete(operationId);
        release();
      };
    },
  };
}

/** What an agent refuses a write with while the store that it shares is away. */
export function storeAway(): AgentError {
  const problem = {
    ...{ type: 'about:blank', title: 'Service Unavailable', status: 503, code: 'store_unavailable' },
    detail: 'Redis at redis://cache:6379 cannot be used: connect ECONNREFUSED',
    fix: 'Bring Redis back, or try again; until then the agent serves on with what is in force.',
  };
  return new AgentError(problem.detail, { kind: 'store', status: 503, problem });
}
