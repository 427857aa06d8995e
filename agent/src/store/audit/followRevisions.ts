import type { ConfigStore, RevisionInfo, StoredRevision } from '../configStore.ts';
import type { AuditDraft, AuditLog } from './auditLog.ts';

/** Revisions that a start or a managed file wrote carry this before the file's name. */
const FILE = 'file:';

function actionOf({ author, reason }: RevisionInfo): string {
  if (!author.startsWith(FILE)) return 'recovered';
  return reason === 'Managed file' ? 'managed' : 'start';
}

function draftOf(info: RevisionInfo): AuditDraft {
  const { author, at, reason = '', revision } = info;
  const of = { at, author, token: null, role: null, target: '', changes: [] };
  return { ...of, action: actionOf(info), outcome: 'done', status: 0, detail: reason, revision };
}

/** Entries for revisions that the audit has none of. @returns how many were added */
async function catchUp(audit: AuditLog, store: ConfigStore): Promise<number> {
  const missing = (await store.revisionNumbers()).filter((number) => number > audit.lastRevision);
  for (const number of missing) {
    const revision = await store.revision(number);
    if (revision !== undefined) audit.add(draftOf(revision));
  }
  return missing.length;
}

/**
 * Keeps the audit complete: a revision whose entry a crash took with it gets one from what the revision itself says, and so
 * do revisions that come from a file, now and later. Those of the API are noted by the API, with token and role.
 * @returns what ends it
 */
export async function followRevisions(audit: AuditLog, store: ConfigStore): Promise<() => void> {
  const end = store.onWrite((revision: StoredRevision) => {
    if (revision.author.startsWith(FILE)) audit.add(draftOf(revision));
  });
  await catchUp(audit, store);
  return end;
}
