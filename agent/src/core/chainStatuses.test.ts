import { describe, expect, it } from '@jest/globals';
import type { FallbackStats } from '@understudy/contract';
import type { Engine } from '../engine/index.ts';
import { aStep, chainsOf } from '../testkit/telemetryFixtures.ts';
import { chainStatuses, type ChainStatusPorts } from './chainStatuses.ts';

const gpt = aStep({ model: 'gpt' });
const claude = aStep({ model: 'claude', provider: 'anthropic' });
const llama = aStep({ model: 'llama', provider: 'box' });
const STAT = { model: 'gpt', totalRequests: 40, fallbackCount: 10, fallbackRate: 0.25 };
const PROVEN = { at: '2026-01-01T00:00:00.000Z', trigger: 'timeout', stale: false } as const;

function setUp(over: Partial<ChainStatusPorts> = {}, open: readonly string[] = []) {
  const chains = chainsOf([gpt, claude, llama], [claude]);
  const readings = () =>
    [gpt, claude, llama].map((step) => ({ ...step, state: open.includes(step.model) ? 'open' : 'closed' }));
  const asked: { tz: string; now: number }[] = [];
  const fallbackStats = async (question: { tz: string; now: number }) => {
    asked.push(question);
    return { stats: [STAT], summary: {} } as object as FallbackStats;
  };
  const statuses = chainStatuses({
    engine: { snapshot: { chains }, breakers: { readings } } as object as Engine,
    statistics: { fallbackStats },
    document: () => ({}),
    activeStep: (model) => (chains.has(model) ? { position: 0, label: 'primary', model } : null),
    lastProven: (model) => (model === 'gpt' ? PROVEN : null),
    now: () => 7,
    ...over,
  });
  return { statuses, asked };
}

describe('the status of a chain', () => {
  it('joins the step in effect, open breakers, today and the last proof', async () => {
    const { statuses, asked } = setUp({}, ['gpt', 'llama']);
    const statusOf = await statuses('Asia/Tokyo');
    expect(asked).toEqual([{ tz: 'Asia/Tokyo', now: 7 }]);
    expect(statusOf({ model: 'gpt', fallbacks: ['claude', 'llama'] })).toEqual({
      ...{ position: 0, label: 'primary', model: 'gpt', openModels: ['gpt', 'llama'] },
      ...{ preset: 'patient', edited: false, lastProven: PROVEN },
      today: { totalRequests: 40, fallbackCount: 10, fallbackRate: 0.25 },
    });
    expect(statusOf({ model: 'claude', fallbacks: [] })).toMatchObject({
      ...{ openModels: [], today: { totalRequests: 0, fallbackCount: 0, fallbackRate: 0 }, lastProven: null },
    });
  });

  it('names the preset in force, and whether the chain says more', async () => {
    const { statuses } = setUp({ document: () => ({ policy: { preset: 'immediate' } }) });
    const statusOf = await statuses('UTC');
    const chain = { model: 'gpt', fallbacks: [] };
    expect(statusOf(chain)).toMatchObject({ preset: 'immediate', edited: false });
    expect(statusOf({ ...chain, preset: 'single', policy: {} })).toMatchObject({ preset: 'single', edited: false });
    expect(statusOf({ ...chain, policy: { maxDepth: 2 } })).toMatchObject({ preset: 'immediate', edited: true });
  });

  it('is not known of a chain that is not in force yet', async () => {
    expect((await setUp().statuses('UTC'))({ model: 'new', fallbacks: [] })).toBeNull();
  });
});
