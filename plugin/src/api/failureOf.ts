import { problemSchema, type Problem } from '@understudy/contract';
import { AgentError, type AgentErrorKind } from './AgentError.ts';
import { failureWords } from './failureWords.ts';
import type { TransportResponse } from './transport.ts';

const BY_STATUS: Readonly<Record<number, AgentErrorKind>> = {
  0: 'unreachable',
  400: 'refused',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'missing',
  412: 'conflict',
  422: 'refused',
  428: 'conflict',
  429: 'limited',
  502: 'unreachable',
  503: 'unreachable',
  504: 'unreachable',
};

/** A problem of another version of the agent, which may carry more, or findings that this app does not know. */
const laxProblemSchema = problemSchema.omit({ findings: true }).strip();

function problemOf(body: unknown): Problem | undefined {
  const parsed = problemSchema.safeParse(body);
  return parsed.success ? parsed.data : laxProblemSchema.safeParse(body).data;
}

function kindOf(status: number, problem: Problem | undefined): AgentErrorKind {
  if (problem?.code === 'managed') return 'managed';
  // The agent itself answers: it serves, and reads what it has in memory.
  if (problem?.code === 'store_unavailable') return 'store';
  // Without a problem document it is not the agent that speaks: Grafana's own proxy found no route, or nobody home.
  if (!problem && status === 404) return 'unconfigured';
  return BY_STATUS[status] ?? 'failed';
}

/** What a failed answer means. */
export function failureOf(response: TransportResponse): AgentError {
  const problem = problemOf(response.body);
  const kind = kindOf(response.status, problem);
  const retryAfter = Number(response.header('retry-after') ?? Number.NaN);
  return new AgentError(problem?.detail ?? failureWords(kind), {
    kind,
    status: response.status,
    problem,
    retryAfter: Number.isFinite(retryAfter) ? retryAfter : undefined,
  });
}
