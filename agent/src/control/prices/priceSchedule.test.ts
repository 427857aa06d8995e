import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { PriceBook, PriceDataError, shippedSnapshot } from '../../cost/index.ts';
import { ConfigEditor } from '../config/configEditor.ts';
import { MemoryStore } from '../testkit/memoryStore.ts';
import { registryDocument } from '../testkit/registryDocument.ts';
import { startPriceSchedule } from './priceSchedule.ts';
import { PriceSync, SyncError } from './priceSync.ts';

const HOUR = 3_600_000;

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('startPriceSchedule', () => {
  it('syncs in its time, tells of changes only, and goes on after a failure', async () => {
    const store = new MemoryStore(registryDocument());
    const editor = new ConfigEditor({
      store,
      managed: false,
      masterKey: undefined,
      references: { allowedEnv: [] },
      urls: { allowMetadata: false },
      hasCredential: () => true,
      now: () => '2026-10-01T08:00:00.000Z',
    });
    const book = new PriceBook({ snapshot: shippedSnapshot(), since: () => null, now: () => 0 });
    let reachable = false;
    const newest = async () => {
      if (!reachable) throw new PriceDataError('not there');
      return book;
    };
    const told: unknown[] = [];
    const stop = startPriceSchedule(new PriceSync(editor, newest), {
      everyMs: HOUR,
      onDone: (changed, revision) => told.push([changed, revision]),
      onProblem: (error) => told.push(error),
    });
    await jest.advanceTimersByTimeAsync(HOUR);
    expect(told).toEqual([expect.any(SyncError)]);
    reachable = true;
    await jest.advanceTimersByTimeAsync(HOUR);
    expect(told.at(-1)).toEqual([2, 2]);
    expect(store.current()).toMatchObject({ author: 'prices-sync' });
    await jest.advanceTimersByTimeAsync(HOUR);
    stop();
    await jest.advanceTimersByTimeAsync(5 * HOUR);
    expect(told).toHaveLength(2);
  });
});
