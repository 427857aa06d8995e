import { afterEach, describe, expect, it } from '@jest/globals';
import { until } from '../kit/until.ts';
import type { WebDaemon } from '../kit/webDaemon.ts';
import { runTool } from '../kit/runTool.ts';
import { ALERTMANAGER_CONFIG } from './provisioned.ts';
import { startProvisionedAlertmanager } from './provisionedAlertmanager.ts';

/** The receivers that an alert with these labels reaches. */
async function receiversOf(...labels: string[]): Promise<string> {
  const { code, said } = await runTool('amtool', [
    'config',
    'routes',
    'test',
    `--config.file=${ALERTMANAGER_CONFIG}`,
    ...labels,
  ]);
  if (code !== 0) throw new Error(said);
  return said.replace(/^Warning: .*$/m, '').trim();
}

describe('the provisioned Alertmanager configuration', () => {
  it('is accepted by amtool', async () => {
    const { code, said } = await runTool('amtool', ['check-config', ALERTMANAGER_CONFIG]);
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('SUCCESS') });
  });

  it.each([
    ['pager', ['severity=critical', 'alertname=LLMAllProvidersFailing', 'job=understudy-agent', 'model=gpt-4o']],
    ['tickets', ['severity=warning', 'alertname=LLMProviderAuthFailing', 'job=understudy-agent', 'provider=openai']],
    ['context', ['severity=info', 'alertname=LLMCircuitFlapping', 'job=understudy-agent', 'provider=openai']],
    ['tickets', ['alertname=SomebodyElses']],
  ])('sends to %s what has %j', async (receiver, labels) => {
    expect(await receiversOf(...labels)).toBe(receiver);
  });
});

interface AlertState {
  readonly labels: { readonly alertname: string };
  readonly status: { readonly inhibitedBy: readonly string[] };
}

const JOB = { job: 'understudy-agent', namespace: 'prod', severity: 'warning' };
const AWAY = { ...JOB, alertname: 'LLMStoreAway' };
const DRIFT = { ...JOB, alertname: 'LLMConfigDrift', group: 'default' };
const REFUSED = { ...JOB, alertname: 'LLMConfigReloadFailed', instance: 'a' };

describe('Alertmanager with it, while agents cannot reach their store', () => {
  let alertmanager: WebDaemon;
  afterEach(() => alertmanager.close());

  it('tells of the store and of what it does not explain, not of the drift that it does', async () => {
    // Nothing is delivered: the waits are longer than the test.
    const waits = { groupWait: '1h', groupInterval: '1h' };
    alertmanager = await startProvisionedAlertmanager({ simUrl: 'http://127.0.0.1:9', ...waits });
    const url = `${alertmanager.url}/api/v2/alerts`;
    const elsewhere = { ...DRIFT, namespace: 'staging' };
    const alerts = [AWAY, DRIFT, REFUSED, elsewhere].map((labels) => ({ labels }));
    const headers = { 'content-type': 'application/json' };
    await fetch(url, { method: 'POST', headers, body: JSON.stringify(alerts) });
    const states = async () => (await (await fetch(url)).json()) as readonly AlertState[];
    await until('all alerts to be there', async () => (await states()).length === alerts.length);
    const inhibited = await until('one to be kept back', async () => {
      const kept = (await states()).filter(({ status }) => status.inhibitedBy.length > 0);
      return kept.length > 0 && kept.map(({ labels }) => labels);
    });
    expect(inhibited).toEqual([DRIFT]);
  });
});
