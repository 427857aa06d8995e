import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { chainDocument, stepAt } from '../kit/chainDocument.ts';
import { exchange } from '../kit/exchange.ts';
import { until } from '../kit/until.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { startSim, type Sim } from '../sim/startSim.ts';

const EVERYWHERE = { proxy: '0.0.0.0:0', env: { LEAD_API_KEY: 'k1', SHOP_KEY: 'shop-key' } };

let sim: Sim;
let shop: Workshop;

beforeAll(async () => {
  sim = await startSim();
});
afterAll(() => sim.close());
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

function documentOf(withClients: boolean) {
  return chainDocument({
    steps: [stepAt(sim, 'lead', 'openai', { provider: { apiKey: 'env:LEAD_API_KEY' } })],
    document: withClients ? { clients: [{ id: 'shop', key: 'env:SHOP_KEY' }] } : {},
  });
}

const body = { model: 'lead', messages: [{ role: 'user', content: 'hello' }] };

describe('a data plane that other hosts can reach', () => {
  it('does not lose its clients through the API', async () => {
    const file = await shop.write('understudy.json', documentOf(true));
    const agent = await shop.spawn(['--config', file], EVERYWHERE).ready();
    const config = `${agent.controlUrl}/api/v1/config`;
    const { headers } = await exchange(config, { method: 'GET' });
    const answer = await exchange(config, {
      method: 'PUT',
      body: documentOf(false),
      headers: { 'if-match': String(headers['etag']), 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ findings: [{ code: 'proxy_without_clients' }] });
  });

  it('does not lose its clients through a managed file', async () => {
    const file = await shop.write('understudy.json', documentOf(true));
    const agent = await shop.spawn(['--config', file, '--managed'], EVERYWHERE).ready();
    await shop.write('understudy.json', documentOf(false));
    await until('the file to be refused', () => agent.stdout.includes('was refused'));
    const port = new URL(agent.url.replace('0.0.0.0', '127.0.0.1')).port;
    const answer = await exchange(`http://127.0.0.1:${port}/v1/chat/completions`, { body });
    expect(answer.status).toBe(401);
  });
});
