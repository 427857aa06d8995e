import { describe, expect, it } from '@jest/globals';
import { getEvent, type AgentEvent, type RequestEvent, type RequestLog } from '@understudy/contract';
import { newEvents } from './eventPages.ts';
import { requestTimeline, timelineEnd } from './requestTimeline.ts';

const { event: EVENT, log: LOG } = getEvent.success.example as { event: RequestEvent; log: RequestLog };
const events = (...sequences: readonly number[]): AgentEvent[] =>
  sequences.map((sequence) => ({ ...EVENT, sequence, id: `r${sequence}` }));
const counted = (list: AgentEvent[], head: AgentEvent[]) => {
  const { items, gap } = newEvents(list, head);
  return [items.map(({ sequence }) => sequence), gap];
};

describe('new events', () => {
  it('are those that came since the list was read', () => {
    expect(counted(events(5, 4, 3), events(7, 6, 5, 4))).toEqual([[7, 6], false]);
    expect(counted(events(5, 4, 3), events(5, 4, 3))).toEqual([[], false]);
  });

  it('may be more than the newest page holds', () => {
    expect(counted(events(5, 4), events(9, 8))).toEqual([[9, 8], true]);
    expect(counted([], events(2, 1))).toEqual([[2, 1], true]);
    expect(counted([], [])).toEqual([[], false]);
  });
});

describe('the timeline of a request', () => {
  it('comes from what the agent remembers of it', () => {
    const timeline = requestTimeline(EVENT, LOG);
    expect(timeline?.map(({ model, attempts }) => [model, attempts.length])).toEqual([
      ['gpt-4o', 2],
      ['claude-sonnet', 1],
    ]);
    expect(timelineEnd(timeline ?? [])).toBe(4_002);
  });

  it('of one call needs no more than the request', () => {
    const one: RequestEvent = { ...EVENT, attempts: 1, position: 0, servedModel: 'gpt-4o', durationMs: 1_300 };
    expect(requestTimeline(one, null)).toMatchObject([
      { position: 0, model: 'gpt-4o', attempts: [{ result: 'success', durationMs: 1_300, status: 200 }] },
    ]);
    const failed: RequestEvent = { ...one, outcome: 'error', servedModel: null, position: null, error: 'gone' };
    expect(requestTimeline(failed, null)).toMatchObject([{ model: 'gpt-4o', attempts: [{ message: 'gone' }] }]);
  });

  it('is not made up', () => {
    expect(requestTimeline(EVENT, null)).toBeNull();
    expect(requestTimeline({ ...EVENT, attempts: 1, recorded: true }, null)).toBeNull();
    expect(requestTimeline({ ...EVENT, attempts: 0 }, null)).toBeNull();
  });
});
