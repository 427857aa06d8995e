import type { IncomingMessage } from 'node:http';
import type { HostUser } from '../server/hostUser.ts';
import { readJson } from '../server/readJson.ts';
import { PROMETHEUS_UID } from '../server/bootData.ts';
import type { Alerting } from './Alerting.ts';
import { ApiProblem, forbidden } from './ApiProblem.ts';
import type { HostGroup } from './hostRule.ts';
import { may, type Action } from './permissions.ts';

/** Status and body of an answer. */
export type Answer = readonly [status: number, body: object];

/** One call: the parts of its path, and who calls. */
interface Call {
  readonly alerting: Alerting;
  readonly prometheusUrl: string | undefined;
  readonly request: IncomingMessage;
  readonly parts: readonly string[];
}

interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** One of these is needed. */
  readonly actions: readonly Action[];
  readonly answer: (call: Call) => Answer | Promise<Answer>;
}

const READ: readonly Action[] = ['alert.provisioning:read', 'alert.rules.provisioning:read', 'alert.rules:read'];
const WRITE: readonly Action[] = ['alert.provisioning:write', 'alert.rules.provisioning:write'];
const GROUP = /^\/api\/v1\/provisioning\/folder\/([^/]+)\/rule-groups\/([^/]+)$/;

/** Whatever stands in the header, as in Grafana. */
const provenanceOf = ({ headers }: IncomingMessage): string =>
  headers['x-disable-provenance'] === undefined ? 'api' : '';

async function putGroup({ alerting, request, parts: [folderUid = '', title = ''] }: Call): Promise<Answer> {
  const body = (await readJson(request)) as Partial<HostGroup> | undefined;
  if (!body || !Array.isArray(body.rules)) throw new ApiProblem(400, { message: 'bad request data' });
  const group: HostGroup = { title, folderUid, interval: body.interval ?? 60, rules: body.rules };
  alerting.rules.replace(group, provenanceOf(request));
  return [200, group];
}

async function externalRules({ prometheusUrl, parts: [uid] }: Call): Promise<Answer> {
  if (uid !== PROMETHEUS_UID || prometheusUrl === undefined) {
    throw new ApiProblem(404, { message: 'data source not found' });
  }
  const response = await fetch(`${prometheusUrl}/api/v1/rules`).catch(() => undefined);
  if (!response) throw new ApiProblem(502, { message: 'Bad Gateway' });
  return [response.status, (await response.json()) as object];
}

const ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/api\/folders$/,
    actions: ['folders:read'],
    answer: ({ alerting }) => [200, alerting.folders.list()],
  },
  {
    method: 'GET',
    path: /^\/api\/folders\/([^/]+)$/,
    actions: ['folders:read'],
    answer: ({ alerting, parts: [uid = ''] }) => [200, alerting.folders.get(uid)],
  },
  {
    method: 'POST',
    path: /^\/api\/folders$/,
    actions: ['folders:create'],
    answer: async ({ alerting, request }) => [200, alerting.folders.create(await readJson(request))],
  },
  {
    method: 'GET',
    path: /^\/api\/v1\/provisioning\/alert-rules$/,
    actions: READ,
    answer: ({ alerting }) => [200, alerting.rules.list()],
  },
  {
    method: 'GET',
    path: GROUP,
    actions: READ,
    answer: ({ alerting, parts: [folderUid = '', title = ''] }) => [200, alerting.rules.group(folderUid, title)],
  },
  { method: 'PUT', path: GROUP, actions: WRITE, answer: putGroup },
  {
    method: 'DELETE',
    path: GROUP,
    actions: WRITE,
    answer: ({ alerting, request, parts: [folderUid = '', title = ''] }) => {
      alerting.rules.remove(folderUid, title, provenanceOf(request));
      return [200, {}];
    },
  },
  {
    method: 'GET',
    path: /^\/api\/prometheus\/grafana\/api\/v1\/rules$/,
    actions: ['alert.rules:read'],
    answer: async ({ alerting }) => [200, await alerting.states()],
  },
  {
    method: 'GET',
    path: /^\/api\/prometheus\/([^/]+)\/api\/v1\/rules$/,
    actions: ['alert.rules.external:read'],
    answer: externalRules,
  },
];

/** What Grafana's folders and alerting answer to a call; undefined = it is none of theirs. */
export async function alertingAnswer(
  alerting: Alerting,
  prometheusUrl: string | undefined,
  user: HostUser,
  request: IncomingMessage,
): Promise<Answer | undefined> {
  const path = (request.url ?? '').replace(/[?#].*$/, '');
  const route = ROUTES.find((one) => one.method === request.method && one.path.test(path));
  if (!route) return undefined;
  try {
    if (!may(user.role, ...route.actions)) throw forbidden();
    const parts = (route.path.exec(path) ?? []).slice(1).map(decodeURIComponent);
    return await route.answer({ alerting, prometheusUrl, request, parts });
  } catch (error) {
    if (error instanceof ApiProblem) return [error.status, error.body];
    throw error;
  }
}
