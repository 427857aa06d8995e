import { describe, expect, it, jest } from '@jest/globals';
import type { ActiveStep, ConfigDocument } from '@understudy/contract';
import { Slices } from '../../telemetry/index.ts';
import { ActiveChains } from './activeChains.ts';

const documentOf = (count: number): ConfigDocument => ({
  version: 1,
  providers: [],
  models: [],
  chains: Array.from({ length: count }, (_, index) => ({ model: `m${index}`, fallbacks: ['x'] })),
});

function setUp(count: number) {
  const state = { document: documentOf(count), snapshot: {}, mark: 0, position: 0 };
  const activeStep = jest.fn((model: string): ActiveStep | null =>
    model === 'm2' ? null : { position: state.position, label: 'a label', model: 'x' },
  );
  const chains = new ActiveChains({ document: () => state.document, activeStep, engine: () => state });
  return { state, activeStep, chains };
}

describe('active chains', () => {
  it('are looked at once as long as no breaker moves', async () => {
    const { chains, activeStep, state } = setUp(3);
    const first = await chains.read(new Slices());
    expect(first.map(({ chain, state: is }) => [chain.model, is])).toEqual([
      ['m0', 'primary'],
      ['m1', 'primary'],
      ['m2', 'failed'],
    ]);
    expect(await chains.read(new Slices())).toBe(first);
    expect(activeStep).toHaveBeenCalledTimes(3);
    state.mark = 1;
    state.position = 1;
    expect((await chains.read(new Slices())).map((one) => one.state)).toEqual(['fallback', 'fallback', 'failed']);
  });

  it('are looked at again when the document or the engine took a configuration over', async () => {
    const { chains, state } = setUp(1);
    const first = await chains.read(new Slices());
    state.snapshot = {};
    const second = await chains.read(new Slices());
    expect(second).not.toBe(first);
    state.document = documentOf(2);
    expect(await chains.read(new Slices())).toHaveLength(2);
  });

  it('let others have their turn, and look again at what moved meanwhile', async () => {
    const { chains, state } = setUp(1_000);
    const pause = jest.fn(async () => {
      state.mark = 1;
      state.position = 1;
    });
    await chains.read(new Slices({ sliceMs: 0, pause }));
    expect(pause.mock.calls.length).toBeGreaterThan(10);
    const states = new Set((await chains.read(new Slices())).slice(3).map((one) => one.state));
    expect(states).toEqual(new Set(['fallback']));
  });
});
