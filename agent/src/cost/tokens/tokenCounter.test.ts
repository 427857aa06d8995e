import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { TokenJob, TokenResult } from './tokenJob.ts';
import { TokenCounter, guessTokens, type TokenWorker } from './tokenCounter.ts';

/** A worker that answers when it is told to. */
class PlayedWorker implements TokenWorker {
  readonly jobs: TokenJob[] = [];
  terminated = false;
  readonly #listeners = new Map<string, ((result: TokenResult) => void)[]>();

  postMessage(job: TokenJob): void {
    this.jobs.push(job);
  }

  on(event: string, listener: ((result: TokenResult) => void) | (() => void)): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  unref(): void {
    return undefined;
  }

  async terminate(): Promise<number> {
    this.terminated = true;
    this.emit('exit');
    return 1;
  }

  emit(event: string, result: TokenResult = { id: 0, tokens: 0 }): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(result);
  }

  answer(tokens: number): void {
    this.emit('message', { id: this.jobs.shift()?.id ?? 0, tokens });
  }
}

function setUp() {
  const workers: PlayedWorker[] = [];
  const timers = new Set<() => void>();
  const counter = new TokenCounter({
    startWorker: () => {
      const worker = new PlayedWorker();
      workers.push(worker);
      return worker;
    },
    setTimer: (run) => {
      timers.add(run);
      return { unref: () => undefined };
    },
    clearTimer: () => undefined,
  });
  return { counter, workers, fireTimers: () => timers.forEach((run) => run()) };
}

describe('counting tokens', () => {
  it('starts a worker with the first text and none for an empty one', async () => {
    const { counter, workers } = setUp();
    expect(await counter.count('')).toBe(0);
    expect(workers).toHaveLength(0);
    const counted = counter.count('hello world');
    workers[0]?.answer(2);
    expect(await counted).toBe(2);
  });

  it('guesses when the worker dies, and starts another for the next text', async () => {
    const { counter, workers } = setUp();
    const lost = [counter.count('x'.repeat(400)), counter.count('y'.repeat(8))];
    workers[0]?.emit('error');
    workers[0]?.emit('exit');
    expect(await Promise.all(lost)).toEqual([100, 2]);
    const counted = counter.count('again');
    workers[1]?.answer(7);
    expect(await counted).toBe(7);
  });

  it('leaves the tokenizer alone after five failures in a row', async () => {
    const { counter, workers } = setUp();
    for (let n = 0; n < 5; n++) {
      const counted = counter.count('abcd');
      workers[n]?.emit('exit');
      expect(await counted).toBe(1);
    }
    expect(await counter.count('abcdefgh')).toBe(2);
    expect(workers).toHaveLength(5);
  });

  it('gives up on a worker that does not answer', async () => {
    const { counter, workers, fireTimers } = setUp();
    const counted = counter.count('abcd');
    fireTimers();
    expect(await counted).toBe(1);
    expect(workers[0]?.terminated).toBe(true);
  });

  it('guesses what does not fit into the queue', async () => {
    const { counter, workers } = setUp();
    for (let n = 0; n < 256; n++) void counter.count('queued');
    expect(await counter.count('12345678')).toBe(2);
    expect(workers[0]?.jobs).toHaveLength(256);
  });

  it('counts the beginning of a long text and scales it up', async () => {
    const { counter, workers } = setUp();
    const counted = counter.count('a'.repeat(1024 * 1024));
    expect(workers[0]?.jobs[0]?.text).toHaveLength(256 * 1024);
    workers[0]?.answer(1_000);
    expect(await counted).toBe(4_000);
  });

  it('answers everything that waits when it is closed, and guesses from then on', async () => {
    const { counter, workers } = setUp();
    const counted = counter.count('abcd');
    await counter.close();
    expect(await counted).toBe(1);
    expect(workers[0]?.terminated).toBe(true);
    expect(await counter.count('abcd')).toBe(1);
  });

  it('guesses where no thread can be started', async () => {
    const counter = new TokenCounter({
      startWorker: () => {
        throw new Error('no threads here');
      },
    });
    expect(await counter.count('abcd')).toBe(1);
  });
});

describe('the worker thread', () => {
  const counter = new TokenCounter();
  afterEach(() => counter.close());

  it('counts o200k tokens, names of special tokens included, and is not held up by an endless word', async () => {
    const texts = ['The quick brown fox jumps over the lazy dog.', '<|endoftext|>', 'a'.repeat(100_000)];
    const [sentence, special, endless] = await Promise.all(texts.map((text) => counter.count(text)));
    expect(sentence).toBe(10);
    expect(special).toBeGreaterThan(1);
    expect(endless).toBe(12_500);
    expect(endless).not.toBe(guessTokens(100_000));
  });

  it('does not keep the process alive', () => {
    const file = JSON.stringify(new URL('tokenCounter.ts', import.meta.url).href);
    const script = `const { TokenCounter } = await import(${file});
      console.log(await new TokenCounter().count('hello world'));
      void new TokenCounter().count('never waited for');`;
    const run = () =>
      spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', env: {}, timeout: 4_000 });
    // An unreferenced worker does not hold a top-level await either: Node says so with code 13 instead of hanging.
    expect([0, 13]).toContain(run().status);
  });
});
