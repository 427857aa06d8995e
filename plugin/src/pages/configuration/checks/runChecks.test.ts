import { describe, expect, it } from '@jest/globals';
import { getHealth, getStatus } from '@understudy/contract';
import type { TransportResponse } from '../../../api/transport.ts';
import type { Checks, CheckState } from './check.ts';
import { NOTHING_CHECKED, runChecks, type CheckSetup } from './runChecks.ts';

type Answer = Pick<TransportResponse, 'status' | 'body'>;

const ok = (body: unknown): Answer => ({ status: 200, body });
const refused = (status: number, detail = 'the token is not known'): Answer => ({
  status,
  body: { type: 'about:blank', title: 'Refused', status, detail, fix: 'send another' },
});
const HEALTHY: Readonly<Record<string, Answer>> = {
  '/status': ok(getStatus.success.example),
  '/tokens': ok({ items: [], total: 0, next: null }),
  '/health': ok(getHealth.success.example),
};
const series = (value: number) => [{ labels: {}, times: [0], values: [value] }];

async function check(answers: Partial<typeof HEALTHY> = {}, setup: Partial<CheckSetup> = {}) {
  const reports: [string, CheckState['state']][] = [];
  const asked: string[] = [];
  let checks: Checks = NOTHING_CHECKED;
  let now = 0;
  await runChecks(
    {
      agentUrl: 'http://checkout-agent:4101',
      appVersion: '0.1.0',
      appEnabled: true,
      tokens: { admin: true, viewer: true },
      prometheusUid: 'prom',
      transport: async ({ path }) => {
        asked.push(path);
        return { header: () => null, ...({ ...HEALTHY, ...answers }[path] ?? refused(404)) };
      },
      askFleet: async () => ({ agents: series(2), age: series(12) }),
      clock: () => (now += 38),
      ...setup,
    },
    (id, state) => {
      reports.push([id, state.state]);
      checks = { ...checks, [id]: state };
    },
  );
  return { checks, reports, asked };
}

const states = ({ checks }: { readonly checks: Checks }) => Object.values(checks).map(({ state }) => state);

describe('the connection test', () => {
  it('finds a fact for each check, in order', async () => {
    const { checks, reports } = await check();
    expect(checks).toEqual({
      agent: { state: 'passed', fact: { kind: 'answered', ms: 38 } },
      admin: { state: 'passed', fact: { kind: 'role', role: 'admin' } },
      viewer: { state: 'passed', fact: { kind: 'role', role: 'viewer' } },
      version: { state: 'passed', fact: { kind: 'version', version: '0.1.0' } },
      prometheus: { state: 'passed', fact: { kind: 'series', agents: 2, scrapedMs: 12_000 } },
    });
    expect(reports.map(([id]) => id)).toEqual([
      ...['agent', 'agent', 'admin', 'admin', 'viewer', 'viewer', 'version', 'prometheus', 'prometheus'],
    ]);
  });

  it('stops what depends on an agent that does not answer, and still asks Prometheus', async () => {
    const result = await check({ '/status': { status: 502, body: '' } });
    expect(states(result)).toEqual(['failed', 'untested', 'untested', 'untested', 'passed']);
    expect(result.checks.agent).toEqual({ state: 'failed', cause: { kind: 'no-connection' } });
    expect(result.asked).toEqual(['/status']);
  });

  it('asks nothing without an address, nor of an app that is not enabled', async () => {
    for (const [setup, kind] of [
      [{ agentUrl: '' }, 'no-address'],
      [{ appEnabled: false }, 'app-disabled'],
    ] as const) {
      const { checks, asked } = await check({}, setup);
      expect(checks.agent).toEqual({ state: 'failed', cause: { kind } });
      expect(asked).toEqual([]);
    }
  });

  it('takes a page of another server for what it is', async () => {
    const { checks } = await check({ '/status': ok('<html>') });
    expect(checks.agent).toEqual({ state: 'failed', cause: { kind: 'other-server', status: 200 } });
  });

  it('says what the agent says where it refuses the call for another reason', async () => {
    const { checks } = await check({ '/status': refused(403, 'loopback only') });
    expect(checks.agent).toMatchObject({ cause: { kind: 'agent-says', detail: 'loopback only', fix: 'send another' } });
  });
});

describe('the tokens', () => {
  it('are told apart: an unknown viewer token', async () => {
    const result = await check({ '/status': refused(401), '/health': refused(401) });
    expect(states(result)).toEqual(['passed', 'passed', 'failed', 'untested', 'passed']);
    expect(result.checks.viewer).toMatchObject({ cause: { kind: 'token-unknown', token: 'viewer' } });
  });

  it('are told apart: an unknown admin token', async () => {
    const { checks } = await check({ '/tokens': refused(401) });
    expect(checks.admin).toMatchObject({ cause: { kind: 'token-unknown', token: 'admin' } });
    expect(checks.viewer.state).toBe('passed');
    expect(checks.version.state).toBe('passed');
  });

  it('are told apart: an admin token that is only a viewer’s', async () => {
    const { checks } = await check({ '/tokens': refused(403, 'this asks for the role admin') });
    expect(checks.admin).toEqual({ state: 'failed', cause: { kind: 'token-role' } });
  });

  it('may be one: the admin token reads too', async () => {
    const { checks } = await check({}, { tokens: { admin: true, viewer: false } });
    expect(checks.viewer).toEqual({ state: 'passed', fact: { kind: 'shared' } });
  });

  it('of a missing viewer token are blamed on the admin token alone', async () => {
    const { checks } = await check(
      { '/status': refused(401), '/tokens': refused(401), '/health': refused(401) },
      { tokens: { admin: true, viewer: false } },
    );
    expect(checks.admin).toMatchObject({ cause: { kind: 'token-unknown', token: 'admin' } });
    expect(checks.viewer).toEqual({ state: 'untested' });
  });

  it('are asked for where none is set', async () => {
    const none = { tokens: { admin: false, viewer: false } };
    const refusing = await check({ '/status': refused(401), '/tokens': refused(401), '/health': refused(401) }, none);
    expect(refusing.checks.admin).toEqual({ state: 'failed', cause: { kind: 'token-missing' } });
    const open = await check({}, none);
    expect(open.checks.admin).toEqual({ state: 'passed', fact: { kind: 'open' } });
    expect(open.checks.viewer).toEqual({ state: 'passed', fact: { kind: 'open' } });
  });
});

describe('the version', () => {
  it.each([
    ['0.0.9', 'agent-old'],
    ['0.2.0', 'agent-new'],
  ])('of an agent %s: %s', async (version, kind) => {
    const { checks } = await check({ '/status': ok({ agent: { version } }) });
    expect(checks.version).toEqual({ state: 'failed', cause: { kind, agent: version, app: '0.1.0' } });
  });

  it('may fit where the answers do not', async () => {
    const { checks } = await check({ '/status': ok({ agent: { version: '0.1.0' } }) });
    expect(checks.version).toEqual({ state: 'failed', cause: { kind: 'agent-unreadable' } });
  });
});

describe('Prometheus', () => {
  it('need not be chosen', async () => {
    const { checks } = await check({}, { prometheusUid: undefined });
    expect(checks.prometheus).toEqual({ state: 'left-out', fact: { kind: 'none-chosen' } });
  });

  it('may know no agent', async () => {
    const { checks } = await check({}, { askFleet: async () => ({ agents: [], age: [] }) });
    expect(checks.prometheus).toEqual({ state: 'failed', cause: { kind: 'no-series' } });
  });

  it('may not answer', async () => {
    const { checks } = await check({}, { askFleet: () => Promise.reject(new Error('Datasource prom was not found')) });
    expect(checks.prometheus).toEqual({
      state: 'failed',
      cause: { kind: 'prometheus', message: 'Datasource prom was not found' },
    });
  });
});
