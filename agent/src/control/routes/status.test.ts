import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { getStatus, getHealth } from '@understudy/contract';
import { failure } from '../../engine/testkit/index.ts';
import type { StoreState } from '../../store/index.ts';
import { startReadingApi, type ReadingApi } from '../testkit/readingApi.ts';
import { READING_DOCUMENT } from '../testkit/readingDocument.ts';

let api: ReadingApi;
beforeEach(async () => {
  api = await startReadingApi(READING_DOCUMENT);
});
afterEach(() => api.close());

const AWAY: StoreState['outage'] = { since: Date.UTC(2026, 0, 1), problem: 'connection refused' };

/** Opens the breaker of model a's target. */
async function openPrimary(): Promise<void> {
  api.caller.rewrite({ a: failure('server_error') });
  await api.finish({ model: 'a' });
  await api.finish({ model: 'a' });
}

describe('status', () => {
  it('says where every chain stands, what the agent is and what it runs', async () => {
    await api.clock.advance(5_000);
    const body = (await api.get('/status')).as(getStatus);
    expect(body).toMatchObject({
      agent: {
        ...{ version: '1.2.3', group: 'edge', instance: 'edge-1' },
        ...{ startedAt: '2026-01-01T00:00:01.000Z', uptimeSeconds: 5 },
      },
      config: { revision: 7, hash: 'abc', managed: false },
      store: { kind: 'file', address: null, connected: true, since: null, problem: null },
      chains: [
        {
          model: 'a',
          displayName: 'Model A',
          enabled: true,
          activeStep: { position: 0, model: 'a' },
          lastFallback: null,
        },
        { model: 'b', displayName: 'b', lastProven: null },
      ],
      chainsTotal: 2,
      chainCounts: { primary: 2, fallback: 0, failed: 0 },
      next: null,
      breakerCounts: { closed: 4, open: 0, half_open: 0 },
      breakersTotal: 4,
      warnings: { fallbackRate: 0.1, costMultiplier: 2 },
      currency: { display: 'BRL', rate: 5, rateDate: '2026-01-01' },
    });
    expect(body.providers.map(({ id, health }) => [id, health])).toEqual([
      ['one', 'unknown'],
      ['two', 'unknown'],
      ['box', 'unknown'],
      ['off', 'disabled'],
    ]);
  });

  it('shows the fallback that is in use, the open breaker with its next probe, and what left the primary last', async () => {
    await openPrimary();
    api.state.proven = { at: '2026-01-01T00:00:00.000Z', trigger: 'timeout', stale: false };
    const body = (await api.get('/status?limit=1')).as(getStatus);
    expect(body.chains).toEqual([
      {
        model: 'a',
        displayName: 'Model A',
        enabled: true,
        activeStep: { position: 1, label: 'step 1', model: 'b' },
        lastFallback: { at: '2026-01-01T00:00:01.000Z', trigger: 'server_error', servedModel: 'b' },
        lastProven: api.state.proven,
      },
    ]);
    expect(body).toMatchObject({ chainsTotal: 2, next: '1', chainCounts: { primary: 1, fallback: 1, failed: 0 } });
    expect(body.breakers).toEqual([
      {
        ...{ provider: 'one', upstreamModel: 'a', state: 'open', nextProbeAt: '2026-01-01T00:00:31.000Z' },
        ...{ openedBy: 'server_error', openSince: '2026-01-01T00:00:01.000Z' },
        ...{ attempts: 2, failures: 2, chains: 1, usedBy: ['a'] },
      },
    ]);
    const all = (await api.get('/status')).as(getStatus).breakers;
    const local = all.find(({ provider }) => provider === 'box');
    expect(local).toMatchObject({ state: 'closed', openedBy: null, openSince: null, chains: 2, usedBy: ['a', 'b'] });
    expect(body.providers[0]).toMatchObject({ health: 'down', openBreakers: 1, attempts: 2, failures: 2 });
    expect(body.providers[1]).toMatchObject({ health: 'healthy', attempts: 2, failures: 0 });
  });

  it('says of a shared store where it is, and while it is away since when and why', async () => {
    const place = { kind: 'redis', address: 'redis://cache:6379' } as const;
    api.state.store = { ...place, outage: null };
    expect((await api.get('/status')).as(getStatus).store).toEqual({
      ...{ ...place, connected: true, since: null, problem: null },
    });
    api.state.store = { ...place, outage: AWAY };
    expect((await api.get('/status')).as(getStatus).store).toEqual({
      ...{ ...place, connected: false, since: '2026-01-01T00:00:00.000Z', problem: 'connection refused' },
    });
  });

  it('pages and filters chains', async () => {
    await openPrimary();
    const models = async (query: string) =>
      (await api.get(`/status?${query}`)).as(getStatus).chains.map(({ model }) => model);
    expect(await models('state=fallback')).toEqual(['a']);
    expect(await models('state=primary')).toEqual(['b']);
    expect(await models('search=b')).toEqual(['b']);
    expect(await models('limit=1&cursor=1')).toEqual(['b']);
  });

  it('forgets calls after five minutes', async () => {
    await api.finish({ model: 'b' });
    await api.clock.advance(5 * 60_000);
    expect((await api.get('/status')).as(getStatus).providers[1]).toMatchObject({ health: 'unknown', attempts: 0 });
  });

  it('says of a provider without a credential that it is down', async () => {
    api.state.keyless = ['one', 'off'];
    const { providers } = (await api.get('/status')).as(getStatus);
    expect(providers[0]).toMatchObject({ health: 'down', reason: 'no usable credential' });
    expect(providers[3]).toMatchObject({ health: 'disabled' });
  });

  it.each(['limit=0', 'limit=1001', 'cursor=x', 'state=open'])('refuses ?%s and names it', async (query) => {
    const { status, detail } = (await api.get(`/status?${query}`)).problem();
    expect([status, detail]).toEqual([400, expect.stringContaining(query.split('=')[0] ?? '')]);
  });
});

describe('health', () => {
  it('is ok while all is well', async () => {
    expect((await api.get('/health')).as(getHealth)).toEqual({
      status: 'ok',
      reasons: [],
      checkedAt: '2026-01-01T00:00:01.000Z',
    });
  });

  it('is degraded while chains are on a fallback, with who and why', async () => {
    await openPrimary();
    const { status, reasons } = (await api.get('/health')).as(getHealth);
    expect(status).toBe('degraded');
    expect(reasons).toMatchObject([
      { code: 'chains_on_fallback', message: '1 chain is on a fallback', affected: ['a'] },
      { code: 'breakers_open', message: '1 breaker is open', affected: ['one a'] },
      { code: 'providers_down', affected: ['one'] },
    ]);
  });

  it('is down while no chain has a step that may be called', async () => {
    const failing = failure('server_error');
    api.caller.rewrite({ a: failing, b: failing, local: failing });
    for (let round = 0; round < 3; round++) await api.finish({ model: 'a' });
    const { status, reasons } = (await api.get('/health')).as(getHealth);
    expect(status).toBe('down');
    expect(reasons[0]).toMatchObject({ code: 'chains_unavailable', severity: 'down', affected: ['a', 'b'] });
  });

  it('tells of refused configurations, missing credentials, a full disk and draining', async () => {
    Object.assign(api.state, {
      notReady: 'the agent is draining',
      reloadFailed: true,
      keyless: ['one', 'off'],
      failure: { at: api.clock.wall(), message: 'events could not be stored: ENOSPC' },
    });
    const { status, reasons } = (await api.get('/health')).as(getHealth);
    expect(status).toBe('down');
    expect(reasons.map(({ code }) => code)).toEqual([
      'not_ready',
      'reload_failed',
      'store_errors',
      'providers_without_credential',
    ]);
    expect(reasons[3]?.affected).toEqual(['one']);
    api.state.notReady = null;
    expect((await api.get('/health')).text).toContain('ENOSPC');
    await api.clock.advance(5 * 60_000);
    expect((await api.get('/health')).text).not.toContain('ENOSPC');
  });

  it('is degraded, not down, while a shared store is away, and says what that costs', async () => {
    api.state.store = { kind: 'redis', address: 'redis://cache:6379', outage: AWAY };
    const { status, reasons } = (await api.get('/health')).as(getHealth);
    expect(status).toBe('degraded');
    expect(reasons).toEqual([
      {
        ...{ code: 'store_away', severity: 'degraded', affected: ['redis://cache:6379'] },
        message:
          'the shared store cannot be reached (connection refused); the agent serves on with what is in force, and changes cannot be saved',
      },
    ]);
    api.state.store = { ...api.state.store, outage: null };
    expect((await api.get('/health')).as(getHealth).status).toBe('ok');
  });

  it('says of a managed agent, which saves no document, what it misses of a shared store', async () => {
    await api.close();
    api = await startReadingApi(READING_DOCUMENT, true);
    api.state.store = { kind: 'redis', address: 'redis://cache:6379', outage: AWAY };
    const { reasons } = (await api.get('/health')).as(getHealth);
    expect(reasons[0]?.message).toContain('and tokens cannot be created and circuits are not shared');
  });
});
