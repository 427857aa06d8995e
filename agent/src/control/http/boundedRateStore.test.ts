import { describe, expect, it } from '@jest/globals';
import { BoundedRateStore } from './boundedRateStore.ts';

function storeOf(maxKeys = 3): { store: BoundedRateStore; clock: { now: number } } {
  const clock = { now: 10_000 };
  return { store: new BoundedRateStore({ windowMs: 1_000, maxKeys, now: () => clock.now }), clock };
}

describe('bounded rate store', () => {
  it('counts by key within a window, and says when that ends', () => {
    const { store, clock } = storeOf();
    store.increment('a');
    clock.now += 400;
    expect(store.increment('a')).toEqual({ totalHits: 2, resetTime: new Date(11_000) });
    expect(store.increment('b')).toEqual({ totalHits: 1, resetTime: new Date(11_400) });
  });

  it('begins anew when the window is over', () => {
    const { store, clock } = storeOf();
    store.increment('a');
    clock.now += 1_000;
    expect(store.increment('a').totalHits).toBe(1);
  });

  it('holds no more keys than its bound: further ones share a count', () => {
    const { store, clock } = storeOf();
    for (const key of ['a', 'b', 'c']) store.increment(key);
    expect(store.increment('d').totalHits).toBe(1);
    expect(store.increment('e').totalHits).toBe(2);
    expect(store.increment('a').totalHits).toBe(2);
    for (let at = 0; at < 10_000; at += 1) store.increment(`x${at}`);
    expect(store.size).toBe(4);
    clock.now += 1_000;
    store.increment('z');
    expect(store.size).toBe(1);
  });

  it('does not block for hours after the clock was set back', () => {
    const { store, clock } = storeOf();
    store.increment('a');
    clock.now -= 3_600_000;
    expect(store.increment('a').totalHits).toBe(1);
  });

  it('says how a window stands without counting', () => {
    const { store, clock } = storeOf();
    expect(store.peek('a')).toBeNull();
    store.increment('a');
    store.increment('a');
    expect(store.peek('a')).toEqual({ totalHits: 2, resetTime: new Date(11_000) });
    expect(store.increment('a').totalHits).toBe(3);
    clock.now += 1_000;
    expect(store.peek('a')).toBeNull();
  });

  it('takes hits back and forgets keys on demand', () => {
    const { store } = storeOf();
    store.increment('a');
    store.decrement('a');
    store.decrement('a');
    expect(store.increment('a').totalHits).toBe(1);
    store.resetKey('a');
    expect(store.size).toBe(0);
  });
});
