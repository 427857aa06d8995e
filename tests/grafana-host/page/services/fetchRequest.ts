import { config, type BackendSrvRequest } from '@grafana/runtime';

/**
 * A call of Grafana itself: its address is resolved by `<base href>`, so without the slash in front and without one
 * behind; it names the organisation; the header `Authorization` belongs to Grafana and is sent under another name.
 */
export function localUrl(options: BackendSrvRequest): BackendSrvRequest {
  if (/^https?:/.test(options.url)) return options;
  const headers = new Headers(options.headers);
  headers.set('X-Grafana-Org-Id', String(config.bootData.user.orgId));
  const authorization = headers.get('Authorization');
  if (authorization !== null) headers.set('X-DS-Authorization', authorization);
  headers.delete('Authorization');
  const url = options.url.replace(/^\//, '').replace(/\/$/, '');
  return { ...options, url, headers: Object.fromEntries(headers) };
}

function isText(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** The address with its query; parameters without a value are left out, lists are repeated. */
export function requestUrl({ url, params = {} }: BackendSrvRequest): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const one of values) if (isText(one) && one !== '') query.append(name, String(one));
  }
  return query.size === 0 ? url : `${url}?${query.toString()}`;
}

function headersOf({ headers, method }: BackendSrvRequest): Headers {
  const result = new Headers(headers);
  if (!result.has('accept')) result.set('accept', 'application/json, text/plain, */*');
  const hasBody = ['post', 'put', 'patch'].includes(method?.toLowerCase() ?? '');
  if (hasBody && !result.has('content-type')) result.set('content-type', 'application/json');
  return result;
}

function bodyOf(data: unknown, headers: Headers): BodyInit | undefined {
  if (data === undefined || data === null || data === '') return undefined;
  if (typeof data === 'string') return data;
  const isJson = headers.get('content-type')?.toLowerCase() === 'application/json';
  return isJson ? JSON.stringify(data) : new URLSearchParams(data as Record<string, string>);
}

/** What `fetch` takes. */
export function requestInit(options: BackendSrvRequest): RequestInit {
  const headers = headersOf(options);
  const body = bodyOf(options.data, headers);
  return {
    method: options.method ?? 'GET',
    headers,
    credentials: options.credentials ?? 'same-origin',
    ...(body === undefined ? {} : { body }),
    ...(options.abortSignal ? { signal: options.abortSignal } : {}),
  };
}

/** A body as `responseType` says; without one as JSON where it is some, as text where not. */
export async function readBody(response: Response, type: BackendSrvRequest['responseType']): Promise<unknown> {
  if (type === 'arraybuffer') return response.arrayBuffer();
  if (type === 'blob') return response.blob();
  // Only a body that says to be empty is spared; another one that is empty is no JSON and fails.
  if (type === 'json') return response.headers.get('content-length') === '0' ? {} : response.json();
  const text = await response.text();
  if (type === 'text') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
