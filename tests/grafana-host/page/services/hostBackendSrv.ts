import { AppEvents, type EventBus } from '@grafana/data';
import type { BackendSrv, BackendSrvRequest, FetchError, FetchResponse } from '@grafana/runtime';
import { isFetchError } from '@grafana/runtime';
import {
  catchError,
  filter,
  lastValueFrom,
  mergeMap,
  Observable,
  Subject,
  takeUntil,
  throwError,
  throwIfEmpty,
} from 'rxjs';
import { fromFetch } from 'rxjs/fetch';
import { localUrl, readBody, requestInit, requestUrl } from './fetchRequest.ts';

function describe<T>(response: Response, config: BackendSrvRequest, data: T): FetchResponse<T> {
  const { status, statusText, ok, headers, redirected, type, url } = response;
  return { status, statusText, ok, headers, redirected, type, url, config, data };
}

/** What Grafana makes of a refusal's body: a text is put beside the status's words, an error's words are its message. */
function unfold(data: unknown, statusText: string): unknown {
  if (data === undefined || data === null) return { message: 'Unexpected error' };
  const body = typeof data === 'string' ? { message: data, error: statusText, response: data } : data;
  if (typeof body !== 'object' || !('error' in body) || typeof body.error !== 'string') return body;
  return 'message' in body && body.message ? body : { ...body, message: body.error };
}

/** Grafana's `backendSrv`: what a plugin can see of it, its failures included. */
export class HostBackendSrv implements BackendSrv {
  readonly #events: EventBus;
  /** Ids of requests that a newer one with the same id replaces. */
  readonly #replaced = new Subject<string>();

  constructor(events: EventBus) {
    this.#events = events;
  }

  /**
   * Fails with a `FetchError` on every status but 2xx, with what `fetch` threw where nothing came back. The body of a
   * refusal is read as `responseType` says, like any other.
   */
  fetch<T>(options: BackendSrvRequest): Observable<FetchResponse<T>> {
    if (options.requestId !== undefined) this.#replaced.next(options.requestId);
    const local = localUrl(options);
    return fromFetch(requestUrl(local), requestInit(local)).pipe(
      mergeMap(async (response) => {
        // The body is what the caller says that it is.
        const data = (await readBody(response, options.responseType)) as T;
        if (response.ok) return describe(response, options, data);
        const { status, statusText } = response;
        const failure: FetchError = { status, statusText, data: unfold(data, statusText), config: options };
        // Grafana's failures are plain objects; plugins look at their fields.
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
        return Promise.reject<FetchResponse<T>>(failure);
      }),
      catchError((error: unknown) => {
        this.#alert(error, options);
        return throwError(() => error);
      }),
      takeUntil(this.#replaced.pipe(filter((id) => id === options.requestId))),
      throwIfEmpty((): FetchError => {
        const statusText = 'Request was aborted';
        return { cancelled: true, data: null, status: -1, statusText, config: options };
      }),
    );
  }

  /** Each chunk as it comes and an empty one at the end; a refusal is told by `ok` and `status`, it does not fail. */
  chunked(options: BackendSrvRequest): Observable<FetchResponse<Uint8Array | undefined>> {
    return new Observable((subscriber) => {
      const abort = new AbortController();
      const read = async (): Promise<void> => {
        const response = await fetch(requestUrl(options), requestInit({ ...options, abortSignal: abort.signal }));
        const reader = response.body?.getReader();
        for (let done = false; !done;) {
          const chunk = await reader?.read();
          done = chunk?.done ?? true;
          subscriber.next(describe(response, options, chunk?.value));
        }
        subscriber.complete();
      };
      read().catch((error: unknown) => subscriber.error(error));
      return () => abort.abort();
    });
  }

  get<T>(url: string, params?: BackendSrvRequest['params'], requestId?: string, options?: Partial<BackendSrvRequest>) {
    const id = requestId === undefined ? {} : { requestId };
    return this.request<T>({ ...options, ...id, method: 'GET', url, ...(params ? { params } : {}) });
  }

  delete<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'DELETE', url, data });
  }

  post<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'POST', url, data });
  }

  patch<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'PATCH', url, data });
  }

  put<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'PUT', url, data });
  }

  async request<T>(options: BackendSrvRequest): Promise<T> {
    const { data } = await this.datasourceRequest<T>(options);
    return data;
  }

  datasourceRequest<T>(options: BackendSrvRequest): Promise<FetchResponse<T>> {
    return lastValueFrom(this.fetch<T>(options));
  }

  /** The toast that Grafana shows of a failed call, unless it is told not to. */
  #alert(error: unknown, { showErrorAlert = true }: BackendSrvRequest): void {
    if (!showErrorAlert) return;
    const status = isFetchError(error) ? error.status : 0;
    const data: unknown = isFetchError(error) ? error.data : { message: 'Unexpected error' };
    if (typeof data !== 'object' || data === null || !('message' in data)) return;
    const { name } = status < 500 ? AppEvents.alertWarning : AppEvents.alertError;
    this.#events.publish({ type: name, payload: [String(data.message)] });
  }
}
