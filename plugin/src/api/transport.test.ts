import { of, throwError } from 'rxjs';
import { describe, expect, it, jest } from '@jest/globals';
import { setBackendSrv, type BackendSrv, type BackendSrvRequest } from '@grafana/runtime';
import { grafanaTransport } from './transport.ts';

function fakeBackend(fetch: (request: BackendSrvRequest) => unknown) {
  const spy = jest.fn(fetch);
  setBackendSrv({ fetch: spy } as Partial<BackendSrv> as never);
  return spy;
}

describe("the way through Grafana's proxy", () => {
  it('is a route of the app, without a notification of Grafana', async () => {
    const fetch = fakeBackend(() => of({ status: 200, data: { ok: true }, headers: new Headers({ etag: '"7"' }) }));
    const answer = await grafanaTransport({
      method: 'put',
      path: '/chains/a%2Fb',
      query: { tz: 'UTC' },
      body: { a: 1 },
    });
    expect(fetch).toHaveBeenCalledWith({
      url: '/api/plugin-proxy/understudy-fallback-app/api/chains/a%2Fb',
      method: 'PUT',
      showErrorAlert: false,
      params: { tz: 'UTC' },
      data: { a: 1 },
    });
    expect(answer).toMatchObject({ status: 200, body: { ok: true } });
    expect(answer.header('etag')).toBe('"7"');
  });

  it('gives a refusal back as an answer', async () => {
    fakeBackend(() => throwError(() => ({ status: 412, data: { detail: 'stale' }, config: {} })));
    const answer = await grafanaTransport({ method: 'get', path: '/status' });
    expect(answer).toMatchObject({ status: 412, body: { detail: 'stale' } });
    expect(answer.header('etag')).toBeNull();
  });

  it.each([
    ['an empty body', { message: 'Bad Gateway', error: 'Bad Gateway', response: '' }, ''],
    ['a page', { message: '<html>', error: 'Bad Gateway', response: '<html>' }, '<html>'],
    ['a problem that was asked for as text', { message: '', error: '', response: '{"detail":"no"}' }, { detail: 'no' }],
    ['a problem as a text', '{"detail":"no"}', { detail: 'no' }],
  ])('unwraps %s', async (_what, data, body) => {
    fakeBackend(() => throwError(() => ({ status: 502, data, config: {} })));
    expect((await grafanaTransport({ method: 'get', path: '/status', as: 'text' })).body).toEqual(body);
  });

  it('has no status where nothing came back', async () => {
    fakeBackend(() => throwError(() => new TypeError('Failed to fetch')));
    expect(await grafanaTransport({ method: 'get', path: '/status' })).toMatchObject({ status: 0 });
  });

  it('leaves anything else as it is', async () => {
    fakeBackend(() => throwError(() => new Error('a mistake in the code')));
    await expect(grafanaTransport({ method: 'get', path: '/status' })).rejects.toThrow('a mistake in the code');
  });
});
