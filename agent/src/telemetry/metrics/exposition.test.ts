import { describe, expect, it, jest } from '@jest/globals';
import { Gauge, Registry } from 'prom-client';
import type { MetricFamily } from '@understudy/contract';
import { CounterFamily } from '../series/counterFamily.ts';
import { registerView } from '../series/registryViews.ts';
import { Exposition } from './exposition.ts';

const FAMILY = {
  name: 'things_total',
  type: 'counter',
  unit: 'events',
  help: 'Things.',
  labels: ['n'],
} as const satisfies MetricFamily;

function setUp(series: number, msPerLook: number) {
  const registry = new Registry();
  const family = new CounterFamily(FAMILY, { total: 0 }, () => undefined);
  for (let n = 0; n < series; n++) family.add({ n: String(n) }, n);
  registerView(FAMILY, family, registry);
  let now = 0;
  const clock = { now: () => (now += msPerLook) };
  const pause = jest.fn(async () => undefined);
  const exposition = new Exposition({ registry, clock, pause, cacheMs: 1_000 });
  return { registry, exposition, pause, pass: (ms: number) => (now += ms) };
}

describe('the exposition', () => {
  it('lets the event loop run while a big family is rendered', async () => {
    const { exposition, pause } = setUp(10_000, 1);
    const text = await exposition.text();
    expect(pause.mock.calls.length).toBeGreaterThan(5);
    expect(text.split('\n').filter((line) => line.startsWith('understudy_things_total{'))).toHaveLength(10_000);
  });

  it('is made into bytes in parts of which none takes long', async () => {
    const { exposition } = setUp(10_000, 0);
    const chunks = await exposition.chunks();
    expect(Buffer.concat(chunks).toString()).toBe(await exposition.text());
    expect(chunks.length).toBeGreaterThan(3);
    expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThan(80 * 1024);
  });

  it('does not wait where there is little to render', async () => {
    const { exposition, pause } = setUp(10, 0);
    await exposition.text();
    expect(pause).not.toHaveBeenCalled();
  });

  it('is built once for callers that come together, and served again for a second', async () => {
    const { exposition, registry, pass } = setUp(1, 0);
    const read = jest.spyOn(registry, 'getMetricsAsArray');
    const [first, second] = await Promise.all([exposition.text(), exposition.text()]);
    expect(second).toBe(first);
    pass(999);
    await exposition.text();
    expect(read).toHaveBeenCalledTimes(1);
    pass(2);
    await exposition.text();
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('tells of a collector that fails, and tries again at the next scrape', async () => {
    const { exposition, registry } = setUp(1, 0);
    let broken = true;
    new Gauge({
      name: 'own_gauge',
      help: 'h',
      registers: [registry],
      collect() {
        if (broken) throw new Error('sensor gone');
        this.set(4);
      },
    });
    await expect(exposition.text()).rejects.toThrow('sensor gone');
    broken = false;
    expect(await exposition.text()).toContain('own_gauge 4\n');
  });
});
