import type { LitellmEvent, LitellmFinding, LitellmOutcome, LitellmProof, LitellmSync } from '@understudy/contract';
import { lockPath } from '../../store/index.ts';
import type { Backups } from './backups.ts';
import { changesOf, diffOf, isSame, mockFinding, refuseErrors, type Candidate } from './candidate.ts';
import { changedGroups, type ChangedList } from './changedChains.ts';
import { proveLists } from './proveLists.ts';
import type { ProxyControl } from './proxyControl.ts';
import { StepFailure } from './stepFailure.ts';
import { StepLog } from './stepLog.ts';
import type { TargetFile, TargetState } from './targetFile.ts';
import { undo, type LastGood } from './undo.ts';

/** What one write is made with. */
export interface SyncPorts {
  readonly target: TargetFile;
  /** Its name, for people. */
  readonly name: string;
  readonly backups: Backups;
  /** Backups that are kept. */
  readonly keep: number;
  readonly control: ProxyControl;
  readonly lastGood: LastGood;
  /** Epoch ms. */
  readonly now: () => number;
}

/** One write that was asked for. */
export interface SyncRequest {
  readonly action: LitellmSync['action'];
  readonly author: string;
  readonly revision: number;
  /** The file has to be this one still. */
  readonly sha256: string | null;
  readonly verify: boolean;
  readonly candidate: (before: TargetState) => Candidate | Promise<Candidate>;
  readonly tell: (event: LitellmEvent) => void;
}

/** What is known of the run so far. */
interface Run {
  readonly log: StepLog;
  backup: string | null;
  changed: readonly ChangedList[];
  proofs: readonly LitellmProof[];
  findings: readonly LitellmFinding[];
}

class SyncRun {
  readonly #ports: SyncPorts;
  readonly #request: SyncRequest;
  readonly #run: Run;

  constructor(ports: SyncPorts, request: SyncRequest) {
    this.#ports = ports;
    this.#request = request;
    const log = new StepLog(ports.now, request.tell);
    this.#run = { log, backup: null, changed: [], proofs: [], findings: [] };
  }

  async locked(): Promise<LitellmOutcome> {
    const { log } = this.#run;
    const before = await log.run('read', () => this.#read());
    const candidate = await log.run('preflight', () => this.#preflight(before));
    const same = await log.run('diff', () => this.#diff(before, candidate));
    if (same) {
      await this.#ports.lastGood.keep(candidate.bytes);
      return 'unchanged';
    }
    await log.run('backup', () => this.#backup(before));
    try {
      await this.#putInForce(candidate);
    } catch (error) {
      if (!(error instanceof StepFailure)) throw error;
      return undo(this.#ports, log, before);
    }
    await this.#ports.lastGood.keep(candidate.bytes);
    await this.#ports.backups.prune(this.#ports.keep);
    return 'applied';
  }

  async #read() {
    const { target, name } = this.#ports;
    const { sha256 } = this.#request;
    const before = await target.read();
    if (sha256 !== null && sha256 !== before.sha256) {
      throw new StepFailure(`${name} has changed since the diff that was looked at`, 'Look at the diff again.');
    }
    return { detail: before.bytes === null ? `there is no ${name} yet` : name, value: before };
  }

  async #preflight(before: TargetState) {
    const candidate = await this.#request.candidate(before);
    const mocks = this.#provesWith() === null ? [] : mockFinding(candidate.value);
    this.#run.findings = [...candidate.findings, ...mocks];
    refuseErrors(this.#run.findings);
    const told = candidate.findings.length;
    return { detail: told === 0 ? 'nothing to tell' : `${told} things to know`, value: candidate };
  }

  /** The proxy that lists are proven with; null = they are not. */
  #provesWith() {
    return this.#request.verify && this.#request.action === 'apply' ? this.#ports.control.reachable : null;
  }

  #diff(before: TargetState, candidate: Candidate) {
    if (isSame(before, candidate)) return { detail: 'the file says so already', value: true };
    this.#run.changed = changesOf(before, candidate);
    this.#request.tell({ type: 'diff', diff: diffOf(before, candidate, this.#ports.name) });
    const groups = changedGroups(this.#run.changed);
    return { detail: `fallbacks of ${groups.length} model groups change`, value: false };
  }

  async #backup(before: TargetState) {
    const name = await this.#ports.backups.make(before, this.#ports.now());
    this.#run.backup = name;
    return { detail: name ?? 'nothing to copy', value: undefined, skipped: name === null };
  }

  async #putInForce(candidate: Candidate): Promise<void> {
    const { target, control, name } = this.#ports;
    const { log } = this.#run;
    await log.run('write', async () => {
      await target.write(candidate.bytes);
      return { detail: name, value: undefined };
    });
    await log.run('reload', () => control.reload());
    await log.run('ready', () => control.ready(candidate.value));
    await log.run('verify', () => this.#verify());
  }

  async #verify() {
    const proxy = this.#provesWith();
    const { changed } = this.#run;
    if (proxy === null || changed.length === 0) {
      const detail = changed.length === 0 ? 'no list has changed' : 'nothing was proven through the proxy';
      return { detail, value: undefined, skipped: true };
    }
    const { tell } = this.#request;
    this.#run.proofs = await proveLists(proxy, changed, (proof) => tell({ type: 'proof', ...proof }));
    const failed = this.#run.proofs.filter(({ ok }) => !ok);
    const [first] = failed;
    if (first === undefined) return { detail: `${changed.length} lists proven`, value: undefined };
    const wanted = first.expected === null ? 'the failure was to reach the client' : `${first.expected} was to answer`;
    throw new StepFailure(
      `${first.model} with a mocked ${first.kind} failure: ${wanted}, ${first.detail} (${failed.length} of ${changed.length} proofs failed)`,
      'Look at that fallback: its key in the environment of the proxy, its address, its name there.',
    );
  }

  result(at: number, outcome: LitellmOutcome): LitellmSync {
    const { log, backup, changed, proofs, findings } = this.#run;
    const { action, author, revision } = this.#request;
    const { failed } = log;
    return {
      at: new Date(at).toISOString(),
      author,
      action,
      revision,
      outcome,
      step: failed?.step ?? null,
      error: failed?.error.message ?? null,
      fix: failed?.error.fix ?? null,
      pending: outcome === 'applied' && !this.#ports.control.canReload,
      backup,
      changed: changedGroups(changed),
      steps: log.steps,
      proofs: [...proofs],
      findings: [...findings],
      durationMs: this.#ports.now() - at,
    };
  }

  /** @throws StepFailure before anything was written */
  async whole(): Promise<LitellmOutcome> {
    const { target, name } = this.#ports;
    const lock = await this.#run.log.run('lock', async () => {
      const refused = (who: string) =>
        new StepFailure(`${name} is being written by ${who}`, 'Wait until it is done; one agent writes one file.');
      return { detail: `${name}.lock`, value: await lockPath(`${target.path}.lock`, refused) };
    });
    try {
      return await this.locked();
    } finally {
      await lock.release();
    }
  }
}

/**
 * Writes LiteLLM's file: lock, read, preflight, diff, backup, write, reload, ready, verify. Where a step from `write` on fails,
 * the file is put back byte for byte and the proxy is reloaded again. Rejects only by a mistake of ours.
 */
export async function runSync(ports: SyncPorts, request: SyncRequest): Promise<LitellmSync> {
  const at = ports.now();
  const run = new SyncRun(ports, request);
  let outcome: LitellmOutcome;
  try {
    outcome = await run.whole();
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    outcome = 'refused';
  }
  const sync = run.result(at, outcome);
  request.tell({ type: 'done', sync });
  return sync;
}
