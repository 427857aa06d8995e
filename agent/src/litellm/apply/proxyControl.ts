import { differences } from './inForce.ts';
import type { ProxyClient } from './proxyClient.ts';
import { runReloadHook, type ReloadHook } from './reloadHook.ts';
import { StepFailure } from './stepFailure.ts';
import type { StepResult } from './stepLog.ts';
import type { PlainRecord } from '../file/plain.ts';

/** Milliseconds between two looks at the proxy. */
const LOOK_MS = 500;

export interface ProxyControlOptions {
  readonly hook: ReloadHook;
  /** null = no `--litellm-url`. */
  readonly proxy: ProxyClient | null;
  /** Milliseconds that the hook may take. */
  readonly hookMs: number;
  /** Milliseconds in which the proxy has to be ready. */
  readonly readyMs: number;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** Reloads the proxy and waits until it runs the file. */
export class ProxyControl {
  readonly #options: ProxyControlOptions;

  constructor(options: ProxyControlOptions) {
    this.#options = options;
  }

  /** Whether the proxy can be reloaded from here. */
  get canReload(): boolean {
    return this.#options.hook.kind !== 'none';
  }

  /** The proxy to ask; null where none is known, or nothing will have reloaded it. */
  get reachable(): ProxyClient | null {
    return this.canReload ? this.#options.proxy : null;
  }

  async reload(): Promise<StepResult<undefined>> {
    const { hook, hookMs } = this.#options;
    if (hook.kind === 'none') {
      const detail = 'no reload hook: restart the proxy by hand, it reads its file at its start only';
      return { detail, value: undefined, skipped: true };
    }
    return { detail: await runReloadHook(hook, hookMs), value: undefined };
  }

  /** Waits until the proxy is ready and says what the file says. @throws StepFailure */
  async ready(file: PlainRecord): Promise<StepResult<undefined>> {
    const { proxy, readyMs, now, wait } = this.#options;
    if (proxy === null) return { detail: 'no --litellm-url: nobody to ask', value: undefined, skipped: true };
    if (!this.canReload) return { detail: 'the proxy was not reloaded', value: undefined, skipped: true };
    const end = now() + readyMs;
    for (;;) {
      const look = await this.#look(proxy, file);
      if ('detail' in look) return { ...look, value: undefined };
      if (now() >= end) {
        throw new StepFailure(
          `the proxy is not ready after ${readyMs / 1_000} s: ${look.problem}`,
          'Its own log says why.',
        );
      }
      await wait(LOOK_MS);
    }
  }

  async #look(proxy: ProxyClient, file: PlainRecord): Promise<{ detail: string } | { problem: string }> {
    const { ready, problem } = await proxy.readiness();
    if (!ready) return { problem: problem ?? 'it is not ready' };
    const view = await proxy.view();
    if ('problem' in view) return { detail: `ready; ${view.problem}` };
    const others = differences(file, view);
    if (others.length > 0) return { problem: `it still runs something else (${others.join(', ')})` };
    return { detail: 'ready, and it runs the file' };
  }
}
