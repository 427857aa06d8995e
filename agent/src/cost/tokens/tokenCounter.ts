import { Worker } from 'node:worker_threads';
import type { TokenJob, TokenResult } from './tokenJob.ts';

/** Characters that are really counted; a longer text's tokens are those of its beginning, scaled up. */
const MAX_CHARACTERS = 256 * 1024;
/** Jobs and characters that may wait; beyond them lengths are guessed from. */
const MAX_JOBS = 256;
const MAX_WAITING_CHARACTERS = 16 * 1024 * 1024;
/** Milliseconds after which an answer is no longer waited for and the worker is started anew. */
const JOB_TIMEOUT_MS = 30_000;
/** Failures in a row after which the tokenizer is left alone until the process restarts. */
const MAX_FAILURES = 5;
/** Megabytes: a text that makes the tokenizer grow ends the worker, not the agent. */
const MAX_HEAP_MB = 256;

/** The part of a worker thread that is used, so that tests can play one. */
export interface TokenWorker {
  postMessage(job: TokenJob): void;
  on(event: 'message', listener: (result: TokenResult) => void): unknown;
  on(event: 'error' | 'exit', listener: () => void): unknown;
  unref(): void;
  terminate(): Promise<number>;
}

export interface TokenCounterOptions {
  /** Default: a real worker thread. */
  readonly startWorker?: () => TokenWorker;
  readonly setTimer?: (run: () => void, ms: number) => { unref(): unknown };
  readonly clearTimer?: (timer: { unref(): unknown }) => void;
}

interface Waiting {
  readonly text: string;
  readonly answer: (tokens: number) => void;
  readonly timer: { unref(): unknown };
}

/** Tokens guessed from a length alone: four characters each. */
export function guessTokens(length: number): number {
  return Math.ceil(length / 4);
}

/** The same file is TypeScript when run from source and JavaScript when built. */
function startThread(): TokenWorker {
  const fromSource = import.meta.url.endsWith('.ts');
  const file = new URL(fromSource ? './tokenWorker.ts' : './tokenWorker.js', import.meta.url);
  return new Worker(file, {
    // Neither flags of the parent (a test runner's, a debugger's port) nor its keys are any business of the worker.
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
}

/**
 * Counts tokens (o200k_base) in a worker thread that is started with the first text: loading the tokenizer takes 0.2 s of
 * CPU and 75 MB. Never fails and never keeps the process alive; where it can't count it guesses from the length.
 */
export class TokenCounter {
  readonly #startWorker: () => TokenWorker;
  readonly #setTimer: NonNullable<TokenCounterOptions['setTimer']>;
  readonly #clearTimer: NonNullable<TokenCounterOptions['clearTimer']>;
  readonly #waiting = new Map<number, Waiting>();
  #worker: TokenWorker | null = null;
  #waitingCharacters = 0;
  #nextId = 1;
  #failures = 0;
  #closed = false;

  constructor(options: TokenCounterOptions = {}) {
    this.#startWorker = options.startWorker ?? startThread;
    this.#setTimer = options.setTimer ?? ((run, ms) => setTimeout(run, ms));
    this.#clearTimer = options.clearTimer ?? ((timer) => clearTimeout(timer as NodeJS.Timeout));
  }

  /** Tokens of a text. */
  async count(text: string): Promise<number> {
    if (text === '') return 0;
    const head = text.slice(0, MAX_CHARACTERS);
    const tokens = await this.#countHead(head);
    return head.length === text.length ? tokens : Math.ceil((tokens * text.length) / head.length);
  }

  /** Ends the worker; later texts are guessed. */
  async close(): Promise<void> {
    this.#closed = true;
    const worker = this.#worker;
    this.#giveUp();
    await worker?.terminate();
  }

  #countHead(text: string): Promise<number> {
    const full = this.#waiting.size >= MAX_JOBS || this.#waitingCharacters + text.length > MAX_WAITING_CHARACTERS;
    if (this.#closed || full || this.#failures >= MAX_FAILURES) return Promise.resolve(guessTokens(text.length));
    const worker = this.#running();
    if (worker === null) return Promise.resolve(guessTokens(text.length));
    const id = this.#nextId++;
    return new Promise((answer) => {
      const timer = this.#setTimer(() => this.#restart(worker), JOB_TIMEOUT_MS);
      timer.unref();
      this.#waiting.set(id, { text, answer, timer });
      this.#waitingCharacters += text.length;
      worker.postMessage({ id, text });
    });
  }

  #running(): TokenWorker | null {
    if (this.#worker !== null) return this.#worker;
    try {
      const worker = this.#startWorker();
      worker.on('message', ({ id, tokens }) => {
        this.#failures = 0;
        this.#settle(id, tokens);
      });
      worker.on('error', () => this.#fail(worker));
      worker.on('exit', () => this.#fail(worker));
      worker.unref();
      this.#worker = worker;
      return worker;
    } catch {
      // No thread to be had (memory, a sandbox): guessing is all that is left.
      this.#failures++;
      return null;
    }
  }

  #restart(worker: TokenWorker): void {
    if (this.#worker !== worker) return;
    this.#fail(worker);
    void worker.terminate();
  }

  #fail(worker: TokenWorker): void {
    if (this.#worker !== worker) return;
    this.#failures++;
    this.#giveUp();
  }

  #giveUp(): void {
    this.#worker = null;
    for (const [id, { text }] of this.#waiting) this.#settle(id, guessTokens(text.length));
  }

  #settle(id: number, tokens: number): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#waiting.delete(id);
    this.#waitingCharacters -= waiting.text.length;
    this.#clearTimer(waiting.timer);
    waiting.answer(tokens);
  }
}
