import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { demoDocument, startDemoProviders, type DemoProviders } from '../../scripts/demo/providers.ts';
import { API_SHAPES } from '../kit/clientApi.ts';
import { exchange } from '../kit/exchange.ts';
import { promtool } from '../kit/promtool.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';

/** Quiet, the three models of the demo and the process's own metrics. */
const DEMO_SERIES = 350;
const ENV = { DEMO_LEAD_API_KEY: 'sk-demo-lead', DEMO_SECOND_API_KEY: 'sk-demo-second' };

let providers: DemoProviders;
let shop: Workshop;
beforeAll(async () => {
  providers = await startDemoProviders();
});
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());
afterAll(() => providers.close());

describe('the exposition of the real process with the demo document', () => {
  it('is clean for promtool and small, quiet and after requests', async () => {
    const config = await shop.write('understudy.yaml', demoDocument(providers));
    const agent = await shop.spawn(['--config', config], { env: ENV }).ready();

    expect(await promtool(['check', 'metrics'], await agent.metrics())).toEqual({ code: 0, said: '' });
    expect((await agent.samples()).all.length).toBeLessThan(DEMO_SERIES);

    const { path, body } = API_SHAPES.chat;
    const stream = (at: number): boolean => at % 2 === 0;
    await Promise.all(
      Array.from({ length: 20 }, (_, at) => exchange(agent.url + path, { body: body('gpt-4o', 'hello', stream(at)) })),
    );

    expect(await promtool(['check', 'metrics'], await agent.metrics())).toEqual({ code: 0, said: '' });
    expect((await agent.samples()).all.length).toBeLessThan(2 * DEMO_SERIES);
  });

  it('is gzipped for a scraper that takes it', async () => {
    const config = await shop.write('understudy.yaml', demoDocument(providers));
    const agent = await shop.spawn(['--config', config], { env: ENV }).ready();
    const get = (headers: Record<string, string>) =>
      exchange(`${agent.controlUrl}/metrics`, { method: 'GET', headers });

    const [plain, zipped] = [await get({}), await get({ 'accept-encoding': 'gzip' })];

    expect(plain.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(zipped.body.length).toBeLessThan(plain.body.length / 4);
  });
});
