import { getHealth, getStatus, listTokens } from '@understudy/contract';
import type { Series } from '../../../api/prometheus.ts';
import type { Transport, TransportResponse } from '../../../api/transport.ts';
import { agentFailureOf } from './agentFailure.ts';
import type { Cause, CheckId, Checks, CheckState, Fact } from './check.ts';
import { versionFit } from './versionFit.ts';

/** What the checks are told and given. */
export interface CheckSetup {
  readonly agentUrl: string;
  readonly appVersion: string;
  /** False = Grafana has no routes to the agent yet. */
  readonly appEnabled: boolean;
  readonly tokens: { readonly admin: boolean; readonly viewer: boolean };
  readonly prometheusUid: string | undefined;
  readonly transport: Transport;
  readonly askFleet: (uid: string) => Promise<{ readonly agents: readonly Series[]; readonly age: readonly Series[] }>;
  /** Milliseconds, ever growing. */
  readonly clock: () => number;
}

type Report = (id: CheckId, state: CheckState) => void;

const passed = (fact: Fact): CheckState => ({ state: 'passed', fact });
const failed = (cause: Cause): CheckState => ({ state: 'failed', cause });
const UNTESTED: CheckState = { state: 'untested' };

const all = (state: CheckState): Checks => ({
  agent: state,
  admin: state,
  viewer: state,
  version: state,
  prometheus: state,
});

/** A test that begins. */
export const NOTHING_CHECKED: Checks = all({ state: 'waiting' });

/** No test was asked for yet. */
export const NOTHING_TESTED: Checks = all(UNTESTED);

const isOk = ({ status }: TransportResponse) => status >= 200 && status < 300;

/** Something that speaks like an agent answered, if only to refuse the token. */
function isAgent(answer: TransportResponse): boolean {
  if (answer.status === 401) return agentFailureOf(answer).kind === 'agent-says';
  return isOk(answer) && versionIn(answer.body) !== undefined;
}

/** The version that a status says, whatever else has changed in it. */
function versionIn(body: unknown): string | undefined {
  const agent: unknown = typeof body === 'object' && body !== null && 'agent' in body ? body.agent : undefined;
  const version: unknown =
    typeof agent === 'object' && agent !== null && 'version' in agent ? agent.version : undefined;
  return typeof version === 'string' ? version : undefined;
}

/** Where nothing has to be asked to know that the agent cannot be reached. */
function beforehand({ agentUrl, appEnabled }: CheckSetup): Cause | undefined {
  if (agentUrl === '') return { kind: 'no-address' };
  return appEnabled ? undefined : { kind: 'app-disabled' };
}

async function checkAdmin({ transport, tokens }: CheckSetup): Promise<CheckState> {
  const answer = await transport({ method: 'get', path: listTokens.path, query: { limit: '1' } });
  if (isOk(answer)) return passed(tokens.admin ? { kind: 'role', role: 'admin' } : { kind: 'open' });
  if (answer.status === 401) {
    return failed(tokens.admin ? { kind: 'token-unknown', token: 'admin' } : { kind: 'token-missing' });
  }
  const failure = agentFailureOf(answer);
  return failed(answer.status === 403 && failure.kind === 'agent-says' ? { kind: 'token-role' } : failure);
}

async function checkViewer({ transport, tokens }: CheckSetup): Promise<CheckState> {
  const answer = await transport({ method: 'get', path: getHealth.path });
  if (isOk(answer)) {
    if (tokens.viewer) return passed({ kind: 'role', role: 'viewer' });
    return passed({ kind: tokens.admin ? 'shared' : 'open' });
  }
  if (answer.status !== 401) return failed(agentFailureOf(answer));
  // Without a viewer token the admin token reads too: its own check has said what is wrong with it.
  return tokens.viewer ? failed({ kind: 'token-unknown', token: 'viewer' }) : UNTESTED;
}

function checkVersion(status: TransportResponse, appVersion: string): CheckState {
  const version = versionIn(status.body);
  if (!isOk(status) || version === undefined) return UNTESTED;
  const fit = versionFit(version, appVersion);
  if (fit !== 'fits') {
    return failed({ kind: fit === 'old' ? 'agent-old' : 'agent-new', agent: version, app: appVersion });
  }
  const readable = getStatus.success.body?.safeParse(status.body).success ?? false;
  return readable ? passed({ kind: 'version', version }) : failed({ kind: 'agent-unreadable' });
}

async function checkPrometheus({ prometheusUid, askFleet }: CheckSetup): Promise<CheckState> {
  if (prometheusUid === undefined) return { state: 'left-out', fact: { kind: 'none-chosen' } };
  try {
    const { agents, age } = await askFleet(prometheusUid);
    const count = agents.reduce((sum, { values }) => sum + (values.at(-1) ?? 0), 0);
    if (count === 0) return failed({ kind: 'no-series' });
    return passed({ kind: 'series', agents: count, scrapedMs: (age[0]?.values.at(-1) ?? 0) * 1_000 });
  } catch (error) {
    return failed({ kind: 'prometheus', message: error instanceof Error ? error.message : String(error) });
  }
}

/** What depends on an agent that answers. */
async function checkTokens(setup: CheckSetup, status: TransportResponse, report: Report): Promise<void> {
  report('admin', { state: 'running' });
  report('admin', await checkAdmin(setup));
  report('viewer', { state: 'running' });
  report('viewer', await checkViewer(setup));
  report('version', checkVersion(status, setup.appVersion));
}

async function checkAgent(setup: CheckSetup, report: Report): Promise<void> {
  const stop = (cause: Cause) => {
    report('agent', failed(cause));
    for (const id of ['admin', 'viewer', 'version'] as const) report(id, UNTESTED);
  };
  const known = beforehand(setup);
  if (known) {
    stop(known);
    return;
  }
  report('agent', { state: 'running' });
  const start = setup.clock();
  const status = await setup.transport({ method: 'get', path: getStatus.path, query: { limit: '1' } });
  if (!isAgent(status)) {
    stop(agentFailureOf(status));
    return;
  }
  report('agent', passed({ kind: 'answered', ms: setup.clock() - start }));
  await checkTokens(setup, status, report);
}

/** Runs the checks in order and reports each step of them. A failure stops what depends on it; Prometheus does not. */
export async function runChecks(setup: CheckSetup, report: Report): Promise<void> {
  await checkAgent(setup, report);
  report('prometheus', { state: 'running' });
  report('prometheus', await checkPrometheus(setup));
}
