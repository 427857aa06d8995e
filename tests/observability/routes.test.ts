import { describe, expect, it } from '@jest/globals';
import { runTool } from '../kit/runTool.ts';
import { ALERTMANAGER_CONFIG } from './provisioned.ts';

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
