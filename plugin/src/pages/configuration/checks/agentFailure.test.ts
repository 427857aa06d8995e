import { describe, expect, it } from '@jest/globals';
import { agentFailureOf } from './agentFailure.ts';

const failure = (status: number, body?: unknown) => agentFailureOf({ status, body, header: () => null });

describe('why the agent cannot be reached', () => {
  it('is not known of an empty 502, which is all that Grafana says', () => {
    expect(failure(502, '')).toEqual({ kind: 'no-connection' });
    expect(failure(502, undefined)).toEqual({ kind: 'no-connection' });
  });

  it.each([
    ['dial tcp 10.0.0.7:4101: connect: connection refused', 'refused'],
    ['dial tcp: lookup checkout-agent: no such host', 'unknown-name'],
    ['tls: failed to verify certificate: x509: certificate signed by unknown authority', 'tls'],
    ['net/http: request canceled: context deadline exceeded', 'timeout'],
    ['upstream prematurely closed connection', 'no-connection'],
  ])('is read from what a proxy in between says: %s', (said, kind) => {
    expect(failure(502, { message: said })).toEqual({ kind, said });
  });

  it('does not show the page of a web server', () => {
    expect(failure(502, '<html><h1>502 Bad Gateway</h1></html>')).toEqual({ kind: 'no-connection' });
  });

  it('is a time limit for 504', () => {
    expect(failure(504, '')).toEqual({ kind: 'timeout' });
  });

  it('is the network where nothing comes back', () => {
    expect(failure(0)).toEqual({ kind: 'offline' });
  });

  it("tells Grafana's refusals from another server's", () => {
    expect(failure(404, { message: 'plugin route match not found' })).toEqual({ kind: 'no-route' });
    expect(failure(404, { message: 'Plugin not found, no installed plugin with that id' })).toEqual({
      kind: 'no-route',
    });
    expect(failure(500, { message: 'Could not interpolate plugin route url' }).kind).toBe('grafana');
    expect(failure(403, { message: 'plugin proxy route access denied' }).kind).toBe('grafana');
    expect(failure(404, '404 page not found')).toEqual({ kind: 'other-server', status: 404 });
    expect(failure(400, 'Client sent an HTTP request to an HTTPS server.')).toEqual({
      kind: 'other-server',
      status: 400,
    });
  });

  it('is what the agent says where it says something', () => {
    const body = {
      type: 'about:blank',
      title: 'Forbidden',
      status: 403,
      detail: 'Host is not loopback',
      fix: 'set tokens',
    };
    expect(failure(403, body)).toEqual({ kind: 'agent-says', detail: 'Host is not loopback', fix: 'set tokens' });
  });
});
