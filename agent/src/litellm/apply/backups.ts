import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { LitellmBackup } from '@understudy/contract';
import { writeAtomically } from '../../store/index.ts';
import { sha256Of, type TargetFile, type TargetState } from './targetFile.ts';

const STAMP = /(\d{4})-(\d{2})-(\d{2})-(\d{2})-(\d{2})-(\d{2})/;

/** 2026-11-21-14-31-05, UTC. */
function stampOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replaceAll(/[T:]/g, '-');
}

function timeOf(name: string): string {
  const [, year, month, day, hour, minute, second] = STAMP.exec(name) ?? [];
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
}

/** Copies of the file beside it: `litellm-config.backup.YYYY-MM-DD-HH-MM-SS.yaml`. */
export class Backups {
  readonly #target: TargetFile;
  readonly #folder: string;
  readonly #prefix: string;
  readonly #suffix: string;

  constructor(target: TargetFile) {
    this.#target = target;
    this.#folder = dirname(target.path);
    this.#suffix = extname(target.path);
    this.#prefix = `${basename(target.path, this.#suffix)}.backup.`;
  }

  /** Their names, newest first; no file is read for it. */
  async names(): Promise<string[]> {
    const all = await readdir(this.#folder).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    });
    return all
      .filter((name) => name.startsWith(this.#prefix) && name.endsWith(this.#suffix) && this.#isOurs(name))
      .sort()
      .reverse();
  }

  #isOurs(name: string): boolean {
    return name.length === this.#prefix.length + 19 + this.#suffix.length && STAMP.test(name);
  }

  async list(): Promise<LitellmBackup[]> {
    const { sha256: current } = await this.#target.read();
    return Promise.all(
      (await this.names()).map(async (id) => {
        const path = join(this.#folder, id);
        const [bytes, { size }] = await Promise.all([readFile(path), stat(path)]);
        const sha256 = sha256Of(bytes);
        return { id, at: timeOf(id), bytes: size, sha256, current: sha256 === current };
      }),
    );
  }

  /** One backup; undefined where there is none of that name. */
  async read(id: string): Promise<Buffer | undefined> {
    return (await this.names()).includes(id) ? readFile(join(this.#folder, id)) : undefined;
  }

  /** Copies the file. Names go up, so that the newest stays the last: also within a second, and where a clock was set back. */
  async make({ bytes }: TargetState, nowMs: number): Promise<string | null> {
    if (bytes === null) return null;
    const newest = (await this.names())[0];
    const after = newest === undefined ? 0 : Date.parse(timeOf(newest)) + 1_000;
    const name = this.#nameAt(Math.max(nowMs, after));
    await writeAtomically(join(this.#folder, name), bytes, await this.#target.rights());
    return name;
  }

  #nameAt(ms: number): string {
    return `${this.#prefix}${stampOf(ms)}${this.#suffix}`;
  }

  /** Removes all but the newest. */
  async prune(keep: number): Promise<void> {
    await Promise.all((await this.names()).slice(keep).map((name) => rm(join(this.#folder, name), { force: true })));
  }
}
