import {
  auditEndpoints,
  configEndpoints,
  eventsEndpoints,
  modelEndpoints,
  revisionEndpoints,
  statusEndpoints,
  type HttpMethod,
} from '@understudy/contract';
import { readApiAnswer, type ApiAnswer } from '../../agent/src/control/testkit/apiAnswer.ts';

const ENDPOINTS = [
  ...[...configEndpoints, ...modelEndpoints, ...revisionEndpoints],
  ...[...auditEndpoints, ...eventsEndpoints, ...statusEndpoints],
];

/** A client of the control API that writes, over connections that it shares with the others of its process. */
export class WriteClient {
  readonly #api: string;

  /** @param controlUrl of the agent, without `/api/v1` */
  constructor(controlUrl: string) {
    this.#api = `${controlUrl}/api/v1`;
  }

  get(path: string): Promise<ApiAnswer> {
    return this.#call('get', path, {});
  }

  /** @param ifMatch ETag that the write replaces; empty = none is sent */
  put(path: string, body: unknown, { ifMatch = '', reason = '' } = {}): Promise<ApiAnswer> {
    const headers = {
      'content-type': 'application/json',
      ...(ifMatch === '' ? {} : { 'if-match': ifMatch }),
      ...(reason === '' ? {} : { 'x-understudy-reason': encodeURIComponent(reason) }),
    };
    return this.#call('put', path, { headers, body: JSON.stringify(body) });
  }

  async #call(method: HttpMethod, path: string, init: RequestInit): Promise<ApiAnswer> {
    const response = await fetch(`${this.#api}${path}`, { ...init, method: method.toUpperCase() });
    return readApiAnswer(response, { method, path, endpoints: ENDPOINTS });
  }
}
