import type { LitellmOutcome } from '@understudy/contract';
import { readConfigFile } from '../file/configFile.ts';
import type { PlainRecord } from '../file/plain.ts';
import { StepFailure } from './stepFailure.ts';
import type { StepLog } from './stepLog.ts';
import type { ProxyControl } from './proxyControl.ts';
import type { TargetFile, TargetState } from './targetFile.ts';

/** The last text that the proxy came up with. */
export interface LastGood {
  keep(bytes: Uint8Array | string): Promise<void>;
  read(): Promise<Buffer | null>;
}

interface UndoPorts {
  readonly target: TargetFile;
  readonly control: ProxyControl;
  readonly lastGood: LastGood;
}

function valueOf(bytes: Uint8Array | null): PlainRecord {
  const file = readConfigFile(bytes === null ? '' : Buffer.from(bytes).toString('utf8'));
  return 'findings' in file ? {} : file.value;
}

async function comesUp({ control }: UndoPorts, log: StepLog, file: PlainRecord): Promise<boolean> {
  try {
    await log.run('restore-reload', () => control.reload());
    await log.run('restore-ready', () => control.ready(file));
    return true;
  } catch (error) {
    if (error instanceof StepFailure) return false;
    throw error;
  }
}

/** A hand-made mistake in the file from before keeps the proxy down: then the last file that it came up with is put there. */
async function rescue(ports: UndoPorts, log: StepLog, before: TargetState): Promise<boolean> {
  const good = await ports.lastGood.read();
  if (good === null || before.bytes?.equals(good) === true) return false;
  await log.run('restore', async () => {
    await ports.target.write(good);
    const detail =
      'the file from before did not come up either: the last one that did is there, the other is in the backup';
    return { detail, value: undefined };
  });
  return comesUp(ports, log, valueOf(good));
}

/** Puts the file from before back and the proxy on it. */
export async function undo(ports: UndoPorts, log: StepLog, before: TargetState): Promise<LitellmOutcome> {
  const failedAt = log.failed?.step;
  const unwritten = failedAt === 'write' && (await ports.target.read()).sha256 === before.sha256;
  if (unwritten) return 'refused';
  try {
    await log.run('restore', async () => {
      await ports.target.restore(before);
      return { detail: 'the file is as it was, byte for byte', value: undefined };
    });
    if (await comesUp(ports, log, valueOf(before.bytes))) return 'rolled_back';
    return (await rescue(ports, log, before)) ? 'rolled_back' : 'down';
  } catch (error) {
    if (error instanceof StepFailure) return 'down';
    throw error;
  }
}
