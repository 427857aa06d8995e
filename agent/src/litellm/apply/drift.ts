import type { ConfigDocument } from '@understudy/contract';
import { readConfigFile } from '../file/configFile.ts';
import { renderConfig } from '../render/renderConfig.ts';
import { differences } from './inForce.ts';
import type { ProxyClient } from './proxyClient.ts';
import type { TargetFile, TargetState } from './targetFile.ts';

/** Milliseconds for which a look is served again. */
const FRESH_MS = 5_000;

/** How document, file and running proxy differ. */
export interface DriftState {
  /** Of the file; null = there is none. */
  readonly sha256: string | null;
  readonly fileProblem: string | null;
  /** The file says something else than would be rendered; null = unknown. */
  readonly file: boolean | null;
  /** The proxy runs something else than the file says; null = unknown. */
  readonly running: boolean | null;
  readonly details: readonly string[];
  readonly proxy: { readonly ready: boolean; readonly version: string | null; readonly problem: string | null };
  /** Any of the two. */
  readonly any: boolean | null;
}

interface DriftPorts {
  readonly target: TargetFile;
  readonly proxy: ProxyClient | null;
  readonly current: () => { readonly document: ConfigDocument; readonly revision: number };
  readonly now: () => number;
}

type FileDrift = Pick<DriftState, 'file' | 'fileProblem'>;
type ProxyDrift = Pick<DriftState, 'running' | 'details' | 'proxy'>;

const NOBODY: ProxyDrift = { running: null, details: [], proxy: { ready: false, version: null, problem: null } };

/** Compares the three, at most once in five seconds however often it is asked. */
export class Drift {
  readonly #ports: DriftPorts;
  #look: Promise<DriftState> | null = null;
  #lookedAt = 0;
  #known: boolean | null = null;
  #rendered: { readonly key: string; readonly drift: FileDrift } | null = null;

  constructor(ports: DriftPorts) {
    this.#ports = ports;
  }

  /** What the last look found; null before the first, or unknown. */
  get known(): boolean | null {
    return this.#known;
  }

  /** The next look begins anew. */
  forget(): void {
    this.#look = null;
  }

  look(): Promise<DriftState> {
    const now = this.#ports.now();
    if (this.#look === null || now - this.#lookedAt >= FRESH_MS) {
      this.#lookedAt = now;
      this.#look = this.#compare();
      // A look that failed is not served again.
      this.#look.catch(() => this.forget());
    }
    return this.#look;
  }

  async #compare(): Promise<DriftState> {
    const state = await this.#ports.target.read();
    const file = this.#fileDrift(state);
    const proxy = await this.#proxyDrift(state);
    const both = [file.file, proxy.running];
    const any = both.includes(true) ? true : both.every((one) => one === null) ? null : false;
    this.#known = any;
    return { sha256: state.sha256, ...file, ...proxy, any };
  }

  /** Rendering a large file takes a while: it is done once for a file and a revision. */
  #fileDrift({ text, sha256 }: TargetState): FileDrift {
    const { document, revision } = this.#ports.current();
    const key = `${revision} ${sha256 ?? ''}`;
    if (this.#rendered?.key !== key) {
      const rendered = renderConfig(document, text);
      const drift =
        rendered.text === null
          ? { file: null, fileProblem: rendered.findings[0]?.message ?? 'it cannot be read' }
          : { file: rendered.text !== text, fileProblem: null };
      this.#rendered = { key, drift };
    }
    return this.#rendered.drift;
  }

  async #proxyDrift({ text }: TargetState): Promise<ProxyDrift> {
    const { proxy } = this.#ports;
    if (proxy === null) return NOBODY;
    const readiness = await proxy.readiness();
    if (!readiness.ready) return { ...NOBODY, proxy: { ...readiness, version: null } };
    const [view, file] = [await proxy.view(), readConfigFile(text)];
    if ('problem' in view) return { ...NOBODY, proxy: { ready: true, version: null, problem: view.problem } };
    const known = { ...readiness, version: view.version };
    if ('findings' in file) return { ...NOBODY, proxy: known };
    const details = differences(file.value, view);
    return { running: details.length > 0, details, proxy: known };
  }
}
