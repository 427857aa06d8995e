import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { constants, copyFile, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { refusal } from '../configurationError.ts';

const BEAT_MS = 2_000;
/** A holder in another container or on another machine counts as gone after this long without a beat. */
const SILENCE_MS = 8_000;
const LOOK_MS = 250;

const holderSchema = z.object({ pid: z.int(), started: z.string(), space: z.string(), id: z.string() });
type Holder = z.infer<typeof holderSchema>;

/** Start time of a process, which tells it from a later one with the same number; '' where the system does not say. */
function startOf(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22; the name before it is in parentheses and may hold blanks.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    // Not Linux, or the process is gone: the caller then has the pid alone to go by.
    return '';
  }
}

/** Where process numbers mean the same: this machine and, on Linux, this container. */
function pidSpace(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    // Not Linux: the machine is the space.
    return hostname();
  }
}

function isAlive({ pid, started }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = startOf(pid);
  return started === '' || now === '' || now === started;
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') throw error;
    // Gone, or being written, or the leftover of a crash while it was: its beat tells which.
    return undefined;
  }
}

/** Whether the lock's file is left untouched for `SILENCE_MS`; watching it needs no clocks that agree. */
async function isSilent(path: string): Promise<boolean> {
  const beat = async (): Promise<number | undefined> => (await stat(path).catch(() => undefined))?.mtimeMs;
  const first = await beat();
  for (let waited = 0; waited < SILENCE_MS; waited += LOOK_MS) {
    await wait(LOOK_MS);
    if ((await beat()) !== first) return false;
  }
  return true;
}

/** Something that this process alone writes to. */
export interface FolderLock {
  /** Whether the lock is still this process's: another one may have taken it after a long stop. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

async function tryCreate(path: string, holder: Holder): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(holder), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a dead holder's lock away; puts it back if another process was quicker and it is not the dead one's any more. */
async function clear(path: string, dead: Holder | undefined, id: string): Promise<void> {
  const aside = `${path}.${id}.tmp`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = await readHolder(aside);
  if (moved !== undefined && moved.id !== dead?.id) {
    await copyFile(aside, path, constants.COPYFILE_EXCL).catch(() => undefined);
  }
  await rm(aside, { force: true });
}

function held(path: string, who: string): Error {
  const message = `the data folder is in use by ${who} (${path})`;
  return refusal(
    'data_dir_in_use',
    '--data-dir',
    message,
    'Stop that agent, or give this one a folder of its own with --data-dir.',
  );
}

function nameOf(holder: Holder | undefined): string {
  return holder === undefined ? 'another process' : `process ${holder.pid} on ${holder.space.split(' ')[0] ?? ''}`;
}

/**
 * Takes the data folder's lock.
 * @throws ConfigurationError where another process holds it
 */
export function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, 'agent.lock');
  return lockPath(path, (who) => held(path, who));
}

/**
 * Takes the lock that the file at `path` is. A holder that died is noticed at once where process numbers can be compared, else after
 * `SILENCE_MS` without a beat. Not by proper-lockfile: it knows no process numbers, so that after a crash every start would
 * be refused until its lock has aged.
 * @throws what `refused` makes of the holder's name, where another process holds it
 */
export async function lockPath(path: string, refused: (who: string) => Error): Promise<FolderLock> {
  const self: Holder = {
    pid: process.pid,
    started: startOf(process.pid),
    space: pidSpace(),
    id: randomBytes(6).toString('hex'),
  };
  for (let tries = 0; !(await tryCreate(path, self)); tries += 1) {
    const holder = await readHolder(path);
    const near = holder?.space === self.space;
    const gone = near ? !isAlive(holder) : await isSilent(path);
    if (!gone || tries >= 3) throw refused(nameOf(holder));
    await clear(path, holder, self.id);
  }
  const isHeld = async (): Promise<boolean> => (await readHolder(path))?.id === self.id;
  const beat = setInterval(() => {
    const now = new Date();
    // A failed beat is no harm by itself: every write looks whose lock it is.
    void utimes(path, now, now).catch(() => undefined);
  }, BEAT_MS).unref();
  return {
    isHeld,
    async release() {
      clearInterval(beat);
      if (await isHeld()) await rm(path, { force: true });
    },
  };
}
