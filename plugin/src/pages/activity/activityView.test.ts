import { describe, expect, it } from '@jest/globals';
import { viewOf, withView } from './activityView.ts';
import { csvName } from '../../components/saveFile.ts';
import { eventQuery, isFiltered, NO_FILTERS, shownKinds } from './events/eventQuery.ts';
import { whenText } from './whenText.ts';

const view = (search: string) => viewOf(new URLSearchParams(search));
const RANGE = { from: '2026-11-21T00:00:00.000Z' };

describe('the address of the page', () => {
  it('holds what is shown', () => {
    const search = 'tab=audit&model=a/b,c&trigger=quota&request=req_1&event=req_12&who=ada&resource=chain&entry=41';
    expect(view(search)).toEqual({
      tab: 'audit',
      kinds: [],
      models: ['a/b', 'c'],
      triggers: ['quota'],
      outcomes: [],
      request: 'req_1',
      event: 'req_12',
      authors: ['ada'],
      resources: ['chain'],
      entry: '41',
    });
  });

  it('holds nothing that is not needed, and keeps what is not its own', () => {
    const all = withView(new URLSearchParams('from=now-1h&drill=gpt-4o'), { models: ['a'], event: 'x', tab: 'audit' });
    expect(all.toString()).toBe('from=now-1h&drill=gpt-4o&model=a&event=x&tab=audit');
    expect(withView(all, { ...NO_FILTERS, event: '', tab: 'events' }).toString()).toBe('from=now-1h&drill=gpt-4o');
  });

  it('may be nonsense', () => {
    expect(view('tab=x&model=,,&kind=everything')).toMatchObject({ tab: 'events', models: [] });
    expect(shownKinds(view('kind=everything'))).toEqual(['fallback', 'breaker', 'config', 'drill']);
    expect(eventQuery(view('outcome=sad'), RANGE)).not.toHaveProperty('outcome');
  });
});

describe('what the agent is asked for', () => {
  it('is everything but requests that went well, where nobody chose', () => {
    expect(eventQuery(view(''), RANGE)).toEqual({
      kind: 'request,breaker,config,drill',
      requests: 'trouble',
      ...RANGE,
    });
    expect(isFiltered(view(''))).toBe(false);
  });

  it.each([
    ['kind=fallback', { kind: 'request', requests: 'trouble' }],
    ['kind=request', { kind: 'request' }],
    ['kind=fallback,request', { kind: 'request' }],
    ['kind=drill', { kind: 'drill' }],
    ['kind=breaker,fallback', { kind: 'breaker,request', requests: 'trouble' }],
  ])('follows the kinds: %s', (search, query) => {
    expect(eventQuery(view(search), RANGE)).toEqual({ ...query, ...RANGE });
  });

  it('follows the other filters', () => {
    const asked = eventQuery(view('model=a/b,c&trigger=quota,auth&outcome=answered,failed&request=req_1'), RANGE);
    expect(asked).toMatchObject({
      model: 'a/b,c',
      trigger: 'quota,auth',
      outcome: 'success,answered,error,exhausted,interrupted',
      id: 'req_1',
    });
    expect(isFiltered(view('request=req_1'))).toBe(true);
  });
});

describe('when it was', () => {
  const NOW = Date.parse('2026-11-21T14:31:08.412Z');
  it.each([
    ['2026-11-21T09:15:00.004Z', 'utc', '09:15:00.004'],
    ['2026-11-20T23:59:59.900Z', 'utc', 'Yesterday 23:59:59'],
    ['2026-11-20T23:59:59.900Z', 'Asia/Tokyo', '08:59:59.900'],
    ['2026-10-01T08:00:00.000Z', 'utc', '2026-10-01 08:00:00'],
  ])('%s in %s is %s', (at, zone, text) => {
    expect(whenText(at, zone, 'ms', NOW)).toBe(text);
  });

  it('names the file', () => {
    expect(csvName('events', new Date(NOW))).toBe('understudy-events-2026-11-21-1431.csv');
  });
});
