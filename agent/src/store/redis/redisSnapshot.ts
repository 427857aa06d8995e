import { join } from 'node:path';
import { z } from 'zod';
import type { StoredRevision } from '../configStore.ts';
import { openSavedValue, type SavedValueProblem } from '../file/savedValue.ts';
import { readRevisionText, writeRevisionText } from '../revisionText.ts';

const FILE = 'redis-snapshot.json';

const snapshotSchema = z.strictObject({ version: z.literal(1), group: z.string(), revision: z.string() });

/** What this agent last had in force of its group: what it starts with while Redis is away. */
export interface RedisSnapshot {
  /** undefined = none of this group. */
  readonly revision: StoredRevision | undefined;
  /** Soon on disk; never throws. */
  save(revision: StoredRevision): void;
  close(): Promise<void>;
}

function readSnapshot(value: unknown, group: string): StoredRevision | undefined {
  const parsed = snapshotSchema.safeParse(value);
  if (!parsed.success || parsed.data.group !== group) return undefined;
  const revision = readRevisionText(parsed.data.revision);
  return 'problem' in revision ? undefined : revision;
}

/** Opens `redis-snapshot.json` of the data folder; one of another group, or one that is damaged, is begun anew. */
export async function openRedisSnapshot(
  dataDir: string,
  group: string,
  onProblem: SavedValueProblem,
): Promise<RedisSnapshot> {
  const saved = await openSavedValue(join(dataDir, FILE), onProblem);
  return {
    revision: readSnapshot(saved.value, group),
    save: (revision) => saved.save({ version: 1, group, revision: writeRevisionText(revision) }),
    close: () => saved.close(),
  };
}
