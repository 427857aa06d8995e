import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { PROMETHEUS_UID } from './bootData.ts';

const PATHS = [
  new RegExp(`^/api/datasources/proxy/uid/${PROMETHEUS_UID}(/.*)$`),
  new RegExp(`^/api/datasources/uid/${PROMETHEUS_UID}/resources(/.*)$`),
];

/** The path and query at Prometheus that a call is meant for; undefined = not a call of the data source. */
export function dataSourcePath(url: string): string | undefined {
  return PATHS.map((pattern) => pattern.exec(url)?.[1]).find((path) => path !== undefined);
}

/** Passes a call on to the real Prometheus, as Grafana's data source proxy does. */
export function proxyToPrometheus(
  prometheusUrl: string,
  path: string,
  client: IncomingMessage,
  response: ServerResponse,
): void {
  const { cookie: _cookie, host: _host, origin: _origin, referer: _referer, ...headers } = client.headers;
  const upstream = request(`${prometheusUrl}${path}`, { method: client.method ?? 'GET', headers }, (answer) => {
    const { 'set-cookie': _set, connection: _connection, 'keep-alive': _alive, ...kept } = answer.headers;
    response.writeHead(answer.statusCode ?? 502, { ...kept, 'content-security-policy': 'sandbox' });
    answer.pipe(response);
  });
  upstream.once('error', () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502, { 'content-length': '0' }).end();
  });
  response.once('close', () => upstream.destroy());
  client.pipe(upstream);
}
