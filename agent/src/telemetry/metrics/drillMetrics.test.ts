import { describe, expect, it } from '@jest/globals';
import type { Step } from '../../engine/index.ts';
import { matching, readExposition } from '../../testkit/exposed.ts';
import { aStep, chainsOf } from '../../testkit/telemetryFixtures.ts';
import { createMetrics, type Metrics } from './createMetrics.ts';

const gpt = aStep();
const claude = aStep({ model: 'claude', provider: 'anthropic' });

function setUp(proofs: () => Iterable<readonly [string, number]>): Metrics {
  const metrics = createMetrics({
    clock: { now: () => 0, wall: () => 0 },
    readers: { circuits: () => [], nextPosition: () => 0, drillProofs: proofs },
    build: { version: '1', revision: 'none' },
    nodeMetrics: false,
    cacheMs: 0,
  });
  configure(metrics, [gpt], [claude]);
  return metrics;
}

function configure(metrics: Metrics, ...lists: readonly Step[][]): void {
  metrics.configured({ chains: chainsOf(...lists), hash: 'a', group: 'default', pricesUpdatedAt: null });
}

async function counted(metrics: Metrics, name: string): Promise<string[]> {
  const samples = matching(readExposition(await metrics.text()), `understudy_${name}`);
  return samples.map(({ labels, value }) => `${Object.values(labels).sort().join(' ')}: ${value}`);
}

describe('metrics of drills', () => {
  it('count drills apart from requests, and forget those of a deleted model', async () => {
    const metrics = setUp(() => []);
    const before = await counted(metrics, 'requests_total');
    metrics.drilled({ model: 'gpt-4o', failure: 'auth', outcome: 'success' });
    metrics.drilled({ model: 'gpt-4o', failure: 'auth', outcome: 'success' });
    metrics.drilled({ model: 'claude', failure: 'quota', outcome: 'error' });
    expect(await counted(metrics, 'synthetic_requests_total')).toEqual([
      'auth gpt-4o success: 2',
      'claude error quota: 1',
    ]);
    expect(await counted(metrics, 'requests_total')).toEqual(before);
    configure(metrics, [claude]);
    expect(await counted(metrics, 'synthetic_requests_total')).toEqual(['claude error quota: 1']);
  });

  it('show when configured chains were last proven; one that never was has no series', async () => {
    const proofs = new Map([
      ['gpt-4o', 1_700_000_000_500],
      ['deleted', 1_700_000_000_000],
    ]);
    const metrics = setUp(() => proofs);
    expect(await counted(metrics, 'drill_last_success_timestamp_seconds')).toEqual(['gpt-4o: 1700000000.5']);
    proofs.set('claude', 1_700_000_001_000);
    expect(await counted(metrics, 'drill_last_success_timestamp_seconds')).toEqual([
      'gpt-4o: 1700000000.5',
      'claude: 1700000001',
    ]);
  });
});
