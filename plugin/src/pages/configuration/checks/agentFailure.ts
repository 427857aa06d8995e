import { problemSchema } from '@understudy/contract';
import type { TransportResponse } from '../../../api/transport.ts';

/** Why the agent could not be spoken to, as far as the browser can know. */
export type AgentFailure =
  | { readonly kind: 'offline' }
  | { readonly kind: 'refused' | 'unknown-name' | 'tls' | 'timeout' | 'no-connection'; readonly said?: string }
  | { readonly kind: 'grafana'; readonly message: string }
  | { readonly kind: 'no-route' }
  | { readonly kind: 'other-server'; readonly status: number }
  | { readonly kind: 'agent-says'; readonly detail: string; readonly fix: string | undefined };

/** Words of Go and Node for what went wrong on the way, where a proxy passes them on; Grafana itself keeps them for its log. */
const SAID = [
  ['refused', /connection refused|ECONNREFUSED/i],
  ['unknown-name', /no such host|ENOTFOUND|EAI_AGAIN|server misbehaving/i],
  ['tls', /x509|certificate|tls:|EPROTO|SELF_SIGNED/i],
  ['timeout', /i\/o timeout|deadline exceeded|ETIMEDOUT/i],
] as const;

/** Messages of Grafana's own proxy and permissions. */
const GRAFANA_SAYS = /plugin|permission|access denied|organization/i;

function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  if (typeof body !== 'object' || body === null) return '';
  const parts = ['message', 'error'].map((name) => (name in body ? String(body[name as keyof typeof body]) : ''));
  return parts.filter(Boolean).join(': ');
}

function noConnection(status: number, body: unknown): AgentFailure {
  const said = textOf(body).slice(0, 300);
  const kind = SAID.find(([, pattern]) => pattern.test(said))?.[0] ?? (status === 504 ? 'timeout' : 'no-connection');
  return { kind, ...(said !== '' && !said.startsWith('<') && { said }) };
}

/**
 * Why a call failed that reached no agent, or one that did not want it. A token that is not accepted is none of these.
 * Grafana's proxy answers 502 with an empty body whatever was wrong with the connection, 504 where it took too long.
 */
export function agentFailureOf({ status, body }: TransportResponse): AgentFailure {
  const problem = problemSchema.safeParse(body).data;
  if (problem) return { kind: 'agent-says', detail: problem.detail, fix: problem.fix };
  if (status === 0) return { kind: 'offline' };
  if (status === 502 || status === 504) return noConnection(status, body);
  const message = textOf(body);
  if (!GRAFANA_SAYS.test(message)) return { kind: 'other-server', status };
  return status === 404 ? { kind: 'no-route' } : { kind: 'grafana', message };
}
