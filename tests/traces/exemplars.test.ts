import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import { until } from '../kit/until.ts';
import { WebDaemon } from '../kit/webDaemon.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { unusedPort } from '../sim/unusedPort.ts';
import { OtlpReceiver } from './otlpReceiver.ts';
import { ask, startTraced, tracedDocument } from './tracedAgent.ts';

const LIMIT_MS = 90_000;

interface ExemplarSeries {
  readonly seriesLabels: Readonly<Record<string, string>>;
  readonly exemplars: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: string }[];
}

let sims: SimTrio;
let receiver: OtlpReceiver;
let shop: Workshop;
let plainShop: Workshop;
let agent: AgentProcess;
let plain: AgentProcess;
let prometheus: WebDaemon;

/** A Prometheus that keeps exemplars and scrapes both agents. */
async function startPrometheus(): Promise<WebDaemon> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-exemplars-'));
  const port = await unusedPort();
  const targets = [agent, plain].map(({ controlUrl }) => new URL(controlUrl).host);
  const jobs = [{ job_name: 'agents', scrape_interval: '1s', static_configs: [{ targets }] }];
  await writeFile(join(folder, 'prometheus.yml'), JSON.stringify({ scrape_configs: jobs }));
  const args = [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--enable-feature=exemplar-storage',
    '--log.level=error',
  ];
  const daemon = new WebDaemon({ command: 'prometheus', args, port, folder });
  await daemon.ready();
  return daemon;
}

async function api<T>(operation: string, parameters: Readonly<Record<string, string>>): Promise<T> {
  const search = new URLSearchParams(parameters).toString();
  const response = await fetch(`${prometheus.url}/api/v1/${operation}?${search}`);
  return ((await response.json()) as { data: T }).data;
}

async function query(
  expression: string,
): Promise<readonly { metric: Record<string, string>; value: [number, string] }[]> {
  return (await api<{ result: [] }>('query', { query: expression })).result;
}

beforeAll(async () => {
  sims = await startSimTrio();
  receiver = await new OtlpReceiver().listen();
  shop = await openWorkshop();
  plainShop = await openWorkshop();
  const document = tracedDocument(sims);
  agent = await startTraced(shop, document, receiver, { args: ['--exemplars', '--genai-metrics'] });
  plain = await startTraced(plainShop, document, receiver, { args: ['--traces', 'none'] });
  prometheus = await startPrometheus();
}, LIMIT_MS);
afterAll(async () => {
  await prometheus.close();
  await shop.close();
  await plainShop.close();
  await receiver.close();
  await sims.close();
}, LIMIT_MS);

describe('exemplars in a real Prometheus', () => {
  it('lead from a duration to the trace of a request', async () => {
    const { id } = await ask(agent);
    const { root } = await receiver.requestOf(id);
    const found = await until('the exemplar', async () => {
      const now = Date.now() / 1_000;
      const window = { start: (now - 300).toFixed(3), end: (now + 60).toFixed(3) };
      const series = await api<ExemplarSeries[]>('query_exemplars', {
        query: 'understudy_request_duration_seconds_bucket',
        ...window,
      });
      return series.find(({ exemplars }) => exemplars.some(({ labels }) => labels['trace_id'] === root.traceId));
    });
    expect(found.seriesLabels).toMatchObject({ model: 'lead', route: 'primary', outcome: 'success' });
    expect(found.exemplars[0]?.labels).toEqual({ trace_id: root.traceId });
  });

  it('leave both agents with the same names, counters with their _total', async () => {
    await ask(agent);
    await ask(plain);
    const namesOf = async (target: AgentProcess): Promise<string[]> => {
      const instance = new URL(target.controlUrl).host;
      const result = await query(`group by (__name__) ({instance="${instance}", __name__=~"understudy_.+"})`);
      return result.map(({ metric }) => metric['__name__'] ?? '').sort();
    };
    const expected = await until('two scrapes after the requests', async () => {
      const result = await query('understudy_requests_total{model="lead", route="primary", outcome="success"} > 0');
      return result.length === 2 ? namesOf(plain) : null;
    });
    expect(expected).toContain('understudy_requests_total');
    const withoutDropped = (names: readonly string[]) => names.filter((name) => !name.includes('events_dropped'));
    expect(withoutDropped(await namesOf(agent))).toEqual(withoutDropped(expected));
  });

  it('and the scrape of either is whole', async () => {
    const up = await query('up');
    expect(up.map(({ value }) => value[1])).toEqual(['1', '1']);
  });
});

describe('gen_ai_* metrics in a real Prometheus', () => {
  it('have no error_type where a call succeeded, as OpenTelemetry would have it', async () => {
    await ask(agent);
    const found = await until('the series', async () => {
      const result = await query('gen_ai_client_operation_duration_seconds_count{error_type=""} > 0');
      return result.length > 0 ? result : null;
    });
    expect(found[0]?.metric).toMatchObject({
      gen_ai_operation_name: 'chat',
      gen_ai_provider_name: 'openai',
      gen_ai_request_model: 'lead-up',
      gen_ai_original_model: 'lead',
      server_address: '127.0.0.1',
    });
    expect(found[0]?.metric).not.toHaveProperty('error_type');
  });

  it('are not there unless asked for', async () => {
    expect(await plain.metrics()).not.toContain('gen_ai_');
  });
});
