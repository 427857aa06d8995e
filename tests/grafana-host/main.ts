import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundlePage } from './bundle/bundlePage.ts';
import { pageDistOf } from './bundle/pageDistOf.ts';
import { grafanaLine } from './grafanaLine.ts';
import { startHost } from './startHost.ts';

const USAGE = `node tests/grafana-host/main.ts [--agent-url URL] [--admin-token TOKEN] [--viewer-token TOKEN]
  [--prometheus-url URL] [--port N] [--role viewer|editor|admin] [--theme dark|light] [--grafana 12.4|13] [--rebuild]
`;

const { values } = parseArgs({
  options: {
    'agent-url': { type: 'string' },
    'admin-token': { type: 'string' },
    'viewer-token': { type: 'string' },
    'prometheus-url': { type: 'string' },
    port: { type: 'string', default: '3300' },
    role: { type: 'string' },
    theme: { type: 'string' },
    grafana: { type: 'string', default: '12.4' },
    rebuild: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const grafana = grafanaLine(values.grafana);
  if (values.rebuild || !existsSync(join(pageDistOf(grafana), 'main.js'))) await bundlePage(grafana);
  const agentUrl = values['agent-url'];
  const prometheusUrl = values['prometheus-url'];
  const tokens = { adminToken: values['admin-token'], viewerToken: values['viewer-token'] };
  const given = Object.entries(tokens).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const host = await startHost({
    grafana,
    port: Number(values.port),
    theme: values.theme === 'light' ? 'light' : 'dark',
    ...(values.role === undefined ? {} : { user: values.role }),
    ...(prometheusUrl === undefined ? {} : { prometheusUrl }),
    settings: {
      jsonData: {
        ...(agentUrl === undefined ? {} : { agentUrl }),
        ...(prometheusUrl === undefined ? {} : { prometheusUid: 'prometheus' }),
      },
      secureJsonData: Object.fromEntries(given),
    },
  });
  process.stdout.write(`Grafana host: ${host.url}/a/${host.plugins.app.id}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      host.close().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
    });
  }
}

await main();
