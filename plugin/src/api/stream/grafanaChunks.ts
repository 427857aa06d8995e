import type { Observable } from 'rxjs';
import { config, getBackendSrv } from '@grafana/runtime';
import { PLUGIN_ID } from '../../plugin.ts';
import type { ChunkSource } from './chunkSource.ts';

/** `fetch` strips a leading slash, `chunked` does not: without one Grafana's `<base>` resolves it, sub-path included. */
const PROXY = `api/plugin-proxy/${PLUGIN_ID}/api`;

interface ChunkResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Uint8Array | undefined;
}

type Chunked = (options: object) => Observable<ChunkResponse>;

/** Grafana calls the method experimental, so it may be gone one day. */
function chunkedOf(backend: object): Chunked | undefined {
  return 'chunked' in backend && typeof backend.chunked === 'function'
    ? (backend.chunked as Chunked).bind(backend)
    : undefined;
}

/** Through Grafana's backendSrv, which reads the answer of its plugin proxy chunk by chunk. */
export const grafanaChunks: ChunkSource = (order, observer) => {
  const chunked = chunkedOf(getBackendSrv());
  if (!chunked) return undefined;
  const { orgId } = config.bootData.user;
  const subscription = chunked({
    url: `${PROXY}${order.path}`,
    method: 'POST',
    data: order.body,
    showErrorAlert: false,
    // `chunked` does not name the organisation either: Grafana would take the person's last one.
    headers: { Accept: 'text/event-stream', 'X-Grafana-Org-Id': String(orgId) },
  }).subscribe({
    next: ({ status, headers, data }) => observer.next({ status, data, header: (name) => headers.get(name) }),
    error: (reason: unknown) => observer.error(reason),
    complete: () => observer.complete(),
  });
  return () => subscription.unsubscribe();
};
