import { join } from 'node:path';
import type { StoredRevision } from '../configStore.ts';
import { writeAtomically } from '../file/atomicFile.ts';
import { writeRevisionText } from '../revisionText.ts';

/** Keeps a revision that Redis does not know any more as a file of the data folder. @returns what became of it, in words */
export async function keepLost(dataDir: string, lost: StoredRevision): Promise<string> {
  const file = join(dataDir, `lost-revision-${lost.revision}-${lost.hash.slice(0, 12)}.json`);
  try {
    await writeAtomically(file, writeRevisionText(lost));
    return `the one before is kept in ${file}`;
  } catch (error) {
    return `the one before could not be kept: ${(error as Error).message}`;
  }
}
