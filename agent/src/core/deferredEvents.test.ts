import { describe, expect, it } from '@jest/globals';
import type { EngineEvent } from '../engine/index.ts';
import { DeferredEvents } from './deferredEvents.ts';

const started = (requestId: string): EngineEvent => ({ type: 'request-started', requestId, model: 'm' });

function underTest(): { deferred: DeferredEvents; heard: string[] } {
  const deferred = new DeferredEvents();
  const heard: string[] = [];
  for (const name of ['a', 'b']) {
    deferred.listen((event) => heard.push(event.type === 'request-started' ? `${name}${event.requestId}` : ''));
  }
  return { deferred, heard };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('deferred events', () => {
  it('reach every listener in their order at the end of the turn', async () => {
    const { deferred, heard } = underTest();
    deferred.listener(started('1'));
    deferred.listener(started('2'));
    expect(heard).toEqual([]);
    await turn();
    expect(heard).toEqual(['a1', 'a2', 'b1', 'b2']);
    deferred.listener(started('3'));
    await turn();
    expect(heard.slice(4)).toEqual(['a3', 'b3']);
  });

  it('are handed over once when flushed before', async () => {
    const { deferred, heard } = underTest();
    deferred.listener(started('1'));
    deferred.flush();
    expect(heard).toEqual(['a1', 'b1']);
    await turn();
    expect(heard).toHaveLength(2);
  });
});
