import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import { until } from '../kit/until.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { unusedPort } from '../sim/unusedPort.ts';
import { OtlpReceiver } from './otlpReceiver.ts';
import { ask, COLLECTOR_SECRET, PROMPT, startTraced, tracedDocument, type TracedOptions } from './tracedAgent.ts';

const LIMIT_MS = 60_000;
/** Longer than a test: what arrives was flushed. */
const NEVER_MS = '600000';

let sims: SimTrio;
let receiver: OtlpReceiver;
let shop: Workshop;

beforeAll(async () => {
  sims = await startSimTrio();
  receiver = await new OtlpReceiver().listen();
}, LIMIT_MS);
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(async () => {
  await shop.close();
  sims.reset();
  receiver.reset();
});
afterAll(async () => {
  await receiver.close();
  await sims.close();
}, LIMIT_MS);

const start = (options: TracedOptions = {}): Promise<AgentProcess> =>
  startTraced(shop, tracedDocument(sims), receiver, options);

async function lost(agent: AgentProcess): Promise<number> {
  return (await agent.samples()).sum('events_dropped_total', { sink: 'traces' });
}

function toldOfLoss(agent: AgentProcess): string[] {
  return agent.stdout.split('\n').filter((line) => line.includes('spans were lost'));
}

describe('a collector that is away', () => {
  it('harms no request, is counted, and is told of once', async () => {
    const nowhere = `http://127.0.0.1:${await unusedPort()}`;
    const agent = await start({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: nowhere, OTEL_EXPORTER_OTLP_TIMEOUT: '500' } });
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(agent)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await until('ten spans to be counted as lost', async () => (await lost(agent)) === 10);
    await until('the log to tell of it', () => toldOfLoss(agent).length > 0);
    await ask(agent);
    await until('two more', async () => (await lost(agent)) === 12);
    expect(toldOfLoss(agent)).toHaveLength(1);
    expect(agent.stdout + agent.stderr).not.toContain(COLLECTOR_SECRET);
  });

  it('that refuses what it gets is no different', async () => {
    receiver.mood = 'refuses';
    const agent = await start();
    expect((await ask(agent)).status).toBe(200);
    await until('the loss to be counted', async () => (await lost(agent)) === 2);
    expect(JSON.parse(toldOfLoss(agent)[0] ?? '{}')).toMatchObject({ level: 40, event: 'traces', reason: '400' });
  });

  it('and that never answers does not hold up the end', async () => {
    receiver.mood = 'hangs';
    const agent = await start({ args: ['--drain-ms', '1s'] });
    await ask(agent);
    await until('an export', () => receiver.exports.length > 0);
    agent.kill('SIGTERM');
    expect(await agent.exited).toEqual({ code: 0, signal: null });
    expect(toldOfLoss(agent)).toHaveLength(1);
  });
});

describe('the end of an agent', () => {
  it('sends the spans that wait', async () => {
    const agent = await start({ env: { OTEL_BSP_SCHEDULE_DELAY: NEVER_MS } });
    const { id } = await ask(agent);
    expect(receiver.exports).toEqual([]);
    agent.kill('SIGTERM');
    expect(await agent.exited).toEqual({ code: 0, signal: null });
    const { root, calls } = await receiver.requestOf(id);
    expect([root.name, calls.length]).toEqual(['chat lead', 1]);
  });
});

describe('the protocol', () => {
  it('is protobuf unless told otherwise', async () => {
    const agent = await start({ env: { OTEL_EXPORTER_OTLP_PROTOCOL: '' } });
    await ask(agent);
    await until('an export', () => receiver.exports.length > 0);
    expect(receiver.exports[0]).toMatchObject({
      path: '/v1/traces',
      headers: { 'content-type': 'application/x-protobuf', 'x-collector-key': COLLECTOR_SECRET },
    });
    expect(receiver.text).toContain('chat lead-up');
    expect(receiver.text).not.toContain(PROMPT);
  });

  it('is refused at the start where it is none that is spoken', async () => {
    const agent = shop.spawn(['--traces', 'otlp'], { env: { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' } });
    expect(await agent.exited).toMatchObject({ code: 2 });
    expect(agent.stderr).toContain('OTEL_EXPORTER_OTLP_PROTOCOL');
  });
});

describe('an agent without traces', () => {
  /** Says which modules of OpenTelemetry are looked for; its API is prom-client's own affair. */
  const TELLS = `data:text/javascript,import { registerHooks } from 'node:module'; registerHooks({ resolve(name, context, next) { if (/^@opentelemetry\\/(?!api$)/.test(name)) process.stderr.write('LOADS ' + name + '\\n'); return next(name, context); } });`;
  const env = { NODE_OPTIONS: `--import=${TELLS.replaceAll(' ', '%20')}` };

  it('loads nothing of OpenTelemetry, sends nothing, and hands the headers of the trace on as they are', async () => {
    const agent = await start({ args: ['--traces', 'none'], env });
    const traceparent = `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`;
    await ask(agent, { headers: { traceparent } });
    expect(sims.lead.calls[0]?.headers).toMatchObject({ traceparent });
    const line = await until('its log line', () =>
      agent.stdout.split('\n').find((text) => text.includes('request answered')),
    );
    expect(JSON.parse(line)).toMatchObject({ trace_id: 'ab'.repeat(16), span_id: 'cd'.repeat(8) });
    expect(agent.stderr).not.toContain('LOADS');
    expect(receiver.exports).toEqual([]);
  });

  it('is what the one before would have shown, had it loaded it', async () => {
    const agent = await start({ env });
    expect(agent.stderr).toContain('LOADS @opentelemetry/sdk-trace');
  });
});
