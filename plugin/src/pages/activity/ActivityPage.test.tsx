import React from 'react';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, jest } from '@jest/globals';
import { getEvent, listDrills, listEvents, type AgentEvent, type EndpointResult } from '@understudy/contract';
import { locationService } from '@grafana/runtime';
import { exampleData, fakeAgent, type FakeAgent } from '../../testing/fakeAgent.ts';
import { renderPage, type PageOptions } from '../../testing/renderPage.tsx';
import { ActivityPage } from './ActivityPage.tsx';

type RequestEvent = Extract<AgentEvent, { kind: 'request' }>;

const { event: EVENT, log: LOG } = exampleData(getEvent);
const happened = { sequence: 1, at: '2026-03-10T12:00:00.000Z' };
const request = (sequence: number, more: Partial<RequestEvent> = {}): RequestEvent => ({
  ...EVENT,
  sequence,
  id: `req_${sequence}`,
  ...more,
});
const BREAKER: AgentEvent = {
  ...happened,
  kind: 'breaker',
  model: 'gpt-4o',
  provider: 'openai',
  upstreamModel: 'gpt-4o-2024-11-20',
  from: 'closed',
  to: 'open',
  nextProbeAt: null,
};
const CONFIG: AgentEvent = {
  ...happened,
  kind: 'config',
  sequence: 2,
  revision: 129,
  author: 'jane.doe',
  reason: 'slow today',
  outcome: 'applied',
  summary: 'in force',
};
const DRILLED: AgentEvent = {
  ...happened,
  kind: 'drill',
  sequence: 3,
  id: exampleData(listDrills).items[0]?.id ?? '',
  model: 'gpt-4o',
  trigger: 'rate_limit',
  outcome: 'answered',
  servedModel: 'claude-sonnet',
  attempts: 5,
  durationMs: 16_600,
  author: 'alice',
  summary: '',
};

/** An agent that remembers these events, newest first; `pages` = how many a page. */
function agentWith(items: AgentEvent[], page = items.length): FakeAgent {
  const agent = fakeAgent();
  const kept = { requests: 4_542, oldestAt: '2026-03-09T22:14:07.031Z' };
  agent.answer(listEvents, ({ query }) => {
    const from = Number(query?.cursor ?? 0);
    const rest = items.length > from + page;
    const answer: EndpointResult<typeof listEvents> = {
      items: items.slice(from, from + page),
      next: rest ? String(from + page) : null,
      kept,
    };
    return answer;
  });
  return agent;
}

const show = (options: PageOptions = {}) => renderPage(<ActivityPage />, { path: '/activity', ...options });
const rows = async () =>
  within(await screen.findByRole('table', { name: 'Events' }))
    .getAllByRole('row')
    .slice(1);
const search = () => new URLSearchParams(locationService.getLocation().search);

describe('events', () => {
  it('are told newest first, each in its own line', async () => {
    const failed = request(4, {
      outcome: 'error',
      servedModel: null,
      model: 'azure/gpt-4.1-eu',
      trigger: 'connection',
    });
    show({ agent: agentWith([request(5), failed, DRILLED, CONFIG, BREAKER]) });
    const texts = (await rows()).map((row) => row.textContent);
    expect(texts[0]).toMatch(/gpt-4oclaude-sonnetrate limit515\.2 sAnswered$/);
    expect(texts[1]).toMatch(/azure\/gpt-4\.1-eu–connection.*Failed$/);
    expect(texts[2]).toMatch(/Test of gpt-4o: rate limit, answered by claude-sonnet, run by alice/);
    expect(texts[3]).toMatch(/Configuration Revision 129 by jane\.doe: slow today/);
    expect(texts[4]).toMatch(/Breaker openai \/ gpt-4o-2024-11-20 is open/);
  });

  it('say which agent of a group told of a circuit', async () => {
    show({ agent: agentWith([{ ...BREAKER, by: 'agent-b' }]) });
    expect(await screen.findByText(/gpt-4o-2024-11-20 is open, told by agent-b/)).toBeVisible();
  });

  it('leave out what went well, unless it is asked for', async () => {
    const { agent } = show();
    await rows();
    expect(agent.calls(listEvents)[0]?.query).toMatchObject({
      kind: 'request,breaker,config,drill',
      requests: 'trouble',
    });
  });

  it('follow the address', async () => {
    const path =
      '/activity?kind=request&model=vendor/a,b&trigger=quota&outcome=failed&request=req_1&from=1773100000000&to=1773200000000';
    const { agent } = show({ path });
    await rows();
    expect(agent.calls(listEvents)[0]?.query).toMatchObject({
      kind: 'request',
      model: 'vendor/a,b',
      trigger: 'quota',
      outcome: 'error,exhausted,interrupted',
      id: 'req_1',
      from: '2026-03-09T23:46:40.000Z',
      to: '2026-03-11T03:33:20.000Z',
    });
    expect(screen.getByRole('textbox', { name: 'Request ID' })).toHaveValue('req_1');
  });

  it('put what is looked for into the address', async () => {
    const { agent, user } = show();
    await rows();
    await user.type(screen.getByRole('textbox', { name: 'Request ID' }), 'req_0b');
    await waitFor(() => expect(search().get('request')).toBe('req_0b'));
    await waitFor(() => expect(agent.calls(listEvents).at(-1)?.query).toMatchObject({ id: 'req_0b' }));
  });

  it('come page by page, and say how far back they go', async () => {
    const { user } = show({ agent: agentWith([request(3), request(2), request(1)], 2) });
    expect(await rows()).toHaveLength(2);
    expect(screen.getByText(/^2 shown\. The agent keeps the last 4,542 requests, back to 2026-03-09/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    await waitFor(async () => expect(await rows()).toHaveLength(3));
    expect(screen.queryByRole('button', { name: 'Load more' })).not.toBeInTheDocument();
  });

  it('that are new wait until they are wanted', async () => {
    const agent = fakeAgent();
    const kept = { requests: 3, oldestAt: null };
    // The list is read first, then what is newest.
    const answers = [[request(1)], [request(3), request(2), request(1)]];
    agent.answer(listEvents, () => ({ items: answers.shift() ?? [], next: null, kept }));
    const { user } = show({ agent });
    expect(await rows()).toHaveLength(1);
    const pill = await screen.findByRole('button', { name: '2 new events' });
    expect(await rows()).toHaveLength(1);
    await user.click(pill);
    await waitFor(async () => expect(await rows()).toHaveLength(3));
    expect(screen.queryByRole('button', { name: /new event/ })).not.toBeInTheDocument();
  });

  it('teach where there are none, and can be unfiltered where none match', async () => {
    const { unmount } = show({ agent: agentWith([]) });
    expect(await screen.findByText('Nothing fell back in this range')).toBeVisible();
    unmount();
    const { user } = show({ agent: agentWith([]), path: '/activity?model=x&trigger=quota' });
    expect(await screen.findByText('No event matches these filters')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(search().get('model')).toBeNull());
  });

  it('are saved as the filters show them', async () => {
    const names: string[] = [];
    Object.assign(URL, { createObjectURL: () => 'blob:', revokeObjectURL: () => undefined });
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    const { agent, user } = show({ path: '/activity?model=gpt-4o' });
    await rows();
    await user.click(screen.getByRole('button', { name: 'CSV' }));
    await waitFor(() => expect(names).toEqual([expect.stringMatching(/^understudy-events-.*\.csv$/)]));
    const asked = agent.calls(listEvents).at(-1)?.query;
    expect(asked).toMatchObject({ model: 'gpt-4o' });
    expect(asked).not.toHaveProperty('limit');
  });

  it('say why they cannot be saved', async () => {
    const { agent, user, toasts } = show();
    await rows();
    agent.fail(listEvents, 'unreachable');
    await user.click(screen.getByRole('button', { name: 'CSV' }));
    await waitFor(() => expect(toasts).toHaveLength(1));
    expect(screen.getByRole('button', { name: 'CSV' })).toBeEnabled();
  });
});

describe('a row', () => {
  it('opens in place, one at a time, with its attempts and what it cost', async () => {
    const agent = agentWith([request(2), request(1)]);
    agent.answer(getEvent, ({ target }) => ({ event: request(1, { id: String(target) }), log: LOG }));
    const { user } = show({ agent });
    const [first, second] = await rows();
    await user.click(within(first as HTMLElement).getByRole('button'));
    expect(await screen.findByRole('table', { name: 'Attempts' })).toBeInTheDocument();
    expect(search().get('event')).toBe('req_2');
    expect(screen.getByText('Client checkout')).toBeVisible();
    expect(screen.getByText('Cost $0.0025, 1.4×')).toBeVisible();
    await user.click(within(second as HTMLElement).getByRole('button'));
    await waitFor(() => expect(search().get('event')).toBe('req_1'));
    expect(screen.getAllByRole('table', { name: 'Attempts' })).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: /^Attempts of gpt-4o/, expanded: true }));
    await waitFor(() => expect(search().has('event')).toBe(false));
  });

  it('leads to the chain and to a test of the same failure', async () => {
    show({ path: '/activity?event=req_1042', agent: agentWith([request(1042)]) });
    const chain = await screen.findByRole('link', { name: 'Open chain' });
    expect(chain).toHaveAttribute('href', expect.stringContaining('/chains?model=gpt-4o'));
    expect(screen.getByRole('link', { name: 'Test this failure' })).toHaveAttribute(
      'href',
      expect.stringContaining('event=req_1042&drill=gpt-4o&drillFailure=rate_limit'),
    );
  });

  it('offers no test to a viewer', async () => {
    show({ path: '/activity?event=req_1042', agent: agentWith([request(1042)]), role: 'viewer' });
    await screen.findByRole('link', { name: 'Open chain' });
    expect(screen.queryByRole('link', { name: 'Test this failure' })).not.toBeInTheDocument();
  });

  it('says what it no longer knows', async () => {
    const agent = agentWith([request(1)]);
    agent.answer(getEvent, { event: request(1, { error: 'the provider said 500' }), log: null });
    show({ path: '/activity?event=req_1', agent });
    expect(await screen.findByText('The agent no longer remembers the attempts of this request.')).toBeVisible();
    expect(screen.getByText('the provider said 500')).toBeVisible();
  });

  it('of a link is shown also where the list does not hold it', async () => {
    const { user } = show({ path: '/activity?event=req_old', agent: agentWith([request(1)]) });
    const pinned = await screen.findByRole('region', { name: 'Request req_old' });
    expect(await within(pinned).findByRole('table', { name: 'Attempts' })).toBeInTheDocument();
    await user.click(within(pinned).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(search().has('event')).toBe(false));
  });

  it('of a link may be forgotten', async () => {
    const agent = agentWith([request(1)]);
    agent.fail(getEvent, 'missing');
    show({ path: '/activity?event=req_gone', agent });
    expect(await screen.findByText('The agent no longer remembers this request.')).toBeVisible();
  });

  it('of a test shows its attempts', async () => {
    const { user } = show({ agent: agentWith([DRILLED]) });
    const [row] = await rows();
    await user.click(within(row as HTMLElement).getByRole('button'));
    expect(await screen.findByRole('table', { name: 'Attempts' })).toBeInTheDocument();
  });
});

describe('the tabs', () => {
  it('are for admins', async () => {
    const { unmount } = show({ role: 'admin' });
    expect(await screen.findByRole('tab', { name: 'Audit' })).toBeVisible();
    unmount();
    show({ role: 'editor' });
    await rows();
    expect(screen.queryByRole('tab')).not.toBeInTheDocument();
  });

  it('say to others what a direct link asks for', async () => {
    const { user } = show({ role: 'editor', path: '/activity?tab=audit' });
    expect(await screen.findByText('The audit log is for admins')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show events' }));
    expect(await rows()).not.toHaveLength(0);
  });
});
