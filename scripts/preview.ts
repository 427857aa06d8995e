import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { grafanaLine } from '../tests/grafana-host/grafanaLine.ts';
import { startHost, type GrafanaHost } from '../tests/grafana-host/index.ts';
import { startDemoAgent, type DemoAgent } from './demo/demoAgent.ts';
import { startDemoPrometheus, type DemoPrometheus } from './demo/demoPrometheus.ts';
import { freePort } from './demo/freePort.ts';
import { DemoTraffic } from './demo/traffic.ts';

const USAGE = `npm run preview -- [options]

Opens the Understudy app in a page with Grafana's published libraries, on an agent with simulated providers.

  --role viewer|editor|admin   who you are at first (default admin); a menu at the top right changes it
  --theme dark|light           (default dark)
  --grafana 12.4|13            whose libraries (default 12.4 on React 18; 13 on React 19 is installed on demand)
  --port N                     (default 3300 where it is free)
  --no-build                   shows what was built before, also when the source is newer
  --no-prometheus              without Prometheus, also where one is installed
  --agent-url URL              an agent of your own in place of the demo's; its tokens in UNDERSTUDY_ADMIN_TOKEN and
                               UNDERSTUDY_VIEWER_TOKEN
`;

const { values } = parseArgs({
  allowNegative: true,
  options: {
    role: { type: 'string', default: 'admin' },
    theme: { type: 'string', default: 'dark' },
    grafana: { type: 'string', default: '12.4' },
    port: { type: 'string' },
    prometheus: { type: 'boolean', default: true },
    'agent-url': { type: 'string' },
    build: { type: 'boolean', default: true },
    help: { type: 'boolean', default: false },
  },
});

/** What was started, to be ended in turn. */
const closers: (() => Promise<void>)[] = [];

/** The agent to look at, with what the app needs to know of it. */
interface Stage {
  readonly agentUrl: string;
  readonly tokens: Readonly<Record<string, string>>;
  /** Rejects where the demo's agent ends. */
  readonly failed: Promise<never>;
}

function ownAgent(agentUrl: string): Stage {
  const { UNDERSTUDY_ADMIN_TOKEN: adminToken = '', UNDERSTUDY_VIEWER_TOKEN: viewerToken = '' } = process.env;
  return { agentUrl, tokens: { adminToken, viewerToken }, failed: new Promise(() => undefined) };
}

async function demoStage(): Promise<Stage> {
  const [admin = '', viewer = ''] = [randomBytes(24), randomBytes(24)].map((bytes) => bytes.toString('base64url'));
  const agent: DemoAgent = await startDemoAgent({ admin, viewer });
  closers.push(() => agent.close({ keep: false }));
  const traffic = new DemoTraffic(`http://${agent.proxy}`, () => undefined);
  closers.push(async () => traffic.stop());
  return {
    agentUrl: `http://${agent.control}`,
    tokens: { adminToken: admin, viewerToken: viewer },
    failed: agent.failed,
  };
}

async function demoPrometheus(agentUrl: string): Promise<DemoPrometheus | undefined> {
  if (!values.prometheus) return undefined;
  const prometheus = await startDemoPrometheus(new URL(agentUrl).host);
  if (prometheus) closers.push(() => prometheus.close());
  else console.log('No `prometheus` on this machine: the pages show the agent’s own statistics only.');
  return prometheus;
}

function introduction(host: GrafanaHost, prometheus: DemoPrometheus | undefined): string {
  const app = `${host.url}/a/${host.plugins.app.id}`;
  return `
The Understudy app, on Grafana's libraries (${values.grafana}), with a lead that fails one call in four:

  app          ${app}
  panel        ${host.url}/d/demo
  set-up       ${host.url}/plugins/${host.plugins.app.id}
  Prometheus   ${prometheus?.url ?? 'none'}

  as viewer    ${app}/overview?role=viewer
  as editor    ${app}/overview?role=editor
  as admin     ${app}/overview?role=admin

Press Ctrl-C to stop.
`;
}

async function main(): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const { agentUrl, tokens, failed } = values['agent-url'] ? ownAgent(values['agent-url']) : await demoStage();
  const prometheus = await demoPrometheus(agentUrl);
  const host = await startHost({
    grafana: grafanaLine(values.grafana),
    port: values.port === undefined ? await freePort(3300) : Number(values.port),
    user: values.role,
    theme: values.theme === 'light' ? 'light' : 'dark',
    ...(prometheus ? { prometheusUrl: prometheus.url } : {}),
    settings: {
      jsonData: { agentUrl, ...(prometheus ? { prometheusUid: 'prometheus' } : {}) },
      secureJsonData: tokens,
    },
  });
  closers.push(() => host.close());
  console.log(introduction(host, prometheus));
  if (!stop.signal.aborted) await Promise.race([once(stop.signal, 'abort'), failed]);
}

/** What a person can mend gets a sentence; everything else keeps its stack. */
function explain(error: unknown): void {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    console.error(`Port ${values.port} of 127.0.0.1 is taken: end what uses it, or leave --port out for a free one.`);
  } else console.error(error);
  process.exitCode = 1;
}

try {
  if (values.help) console.log(USAGE);
  else await main();
} catch (error) {
  explain(error);
} finally {
  for (const close of closers.reverse()) await close();
}
