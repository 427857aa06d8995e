import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
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

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('deferred events', () => {
  it('reach every listener in their order when their batch ends', () => {
    const { deferred, heard } = underTest();
    deferred.listener(started('1'));
    deferred.listener(started('2'));
    jest.advanceTimersByTime(9);
    expect(heard).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(heard).toEqual(['a1', 'a2', 'b1', 'b2']);
    deferred.listener(started('3'));
    jest.advanceTimersByTime(10);
    expect(heard.slice(4)).toEqual(['a3', 'b3']);
  });

  it('are handed over once when flushed before', () => {
    const { deferred, heard } = underTest();
    deferred.listener(started('1'));
    deferred.flush();
    expect(heard).toEqual(['a1', 'b1']);
    jest.advanceTimersByTime(10);
    expect(heard).toHaveLength(2);
  });
});
