import { request as httpRequest } from 'node:http';
import type { Agent, IncomingMessage, RequestOptions } from 'node:http';
import { FIRST_CONTENT } from '../chatAnswers.ts';
import type { RequestKind } from '../loadOrder.ts';

/** How one request ended. Times in milliseconds from when it was sent. */
export interface Sample {
  readonly ms: number;
  readonly firstTokenMs?: number;
  readonly fallback: boolean;
  /** Absent: as expected. */
  readonly failure?: string;
}

const STREAM_END = 'data: [DONE]\n\n';
/** Well above anything expected: a request that hangs must not hang the benchmark. */
const TIMEOUT_MS = 60_000;

interface Reading {
  readonly kind: RequestKind;
  readonly startedAt: number;
  readonly answer: IncomingMessage;
  bytes: number;
  tail: string;
  firstTokenMs?: number;
}

function read(reading: Reading, chunk: Buffer, streaming: boolean): void {
  reading.bytes += chunk.length;
  if (!streaming) return;
  if (reading.firstTokenMs === undefined && chunk.includes(FIRST_CONTENT)) {
    reading.firstTokenMs = performance.now() - reading.startedAt;
  }
  reading.tail = (reading.tail + chunk.toString('latin1')).slice(-STREAM_END.length);
}

function failureOf(reading: Reading, streaming: boolean): string | undefined {
  const { kind, answer } = reading;
  const expected = kind.expect === 'answer' ? 200 : kind.expect;
  if (answer.statusCode !== expected) return `status ${answer.statusCode ?? 0}`;
  if (streaming && reading.tail !== STREAM_END) return 'stream without its end';
  return reading.bytes > 0 ? undefined : 'empty answer';
}

function sampleOf(reading: Reading, streaming: boolean): Sample {
  const { answer, firstTokenMs } = reading;
  const failure = failureOf(reading, streaming);
  return {
    ms: performance.now() - reading.startedAt,
    fallback: answer.headers['x-understudy-fallback'] === 'true',
    ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
    ...(failure === undefined ? {} : { failure }),
  };
}

function options(agent: Agent, kind: RequestKind): RequestOptions {
  return {
    agent,
    host: '127.0.0.1',
    port: kind.port,
    path: kind.path,
    method: 'POST',
    timeout: TIMEOUT_MS,
    headers: {
      accept: 'application/json',
      authorization: 'Bearer bench-client-key',
      'content-type': 'application/json',
      'content-length': kind.body.length,
      'user-agent': 'bench/1.0',
    },
  };
}

/** Sends one request and reads its answer to the end. Never rejects: what went wrong is in the sample. */
export function sendRequest(agent: Agent, kind: RequestKind): Promise<Sample> {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const fail = (error: Error & { code?: string }): void => {
      const asExpected = kind.expect === 'refused' && error.code === 'ECONNREFUSED';
      const ms = performance.now() - startedAt;
      resolve({ ms, fallback: false, ...(asExpected ? {} : { failure: error.code ?? error.message }) });
    };
    const sent = httpRequest(options(agent, kind), (answer) => {
      const streaming = answer.headers['content-type']?.startsWith('text/event-stream') === true;
      const reading: Reading = { kind, startedAt, answer, bytes: 0, tail: '' };
      answer.on('data', (chunk: Buffer) => read(reading, chunk, streaming));
      answer.on('end', () => resolve(sampleOf(reading, streaming)));
      answer.on('error', fail);
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
    sent.on('error', fail);
    sent.end(kind.body);
  });
}
