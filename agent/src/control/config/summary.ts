import type { DocumentChange, Finding } from '@understudy/contract';
import type { EditResult } from './configEditor.ts';

/** What every write answers: revision, diff and warnings. */
export function summaryOf({ revision, dryRun, diff, findings }: EditResult): {
  revision: number;
  dryRun: boolean;
  diff: DocumentChange[];
  findings: Finding[];
} {
  return { revision, dryRun, diff: [...diff], findings: [...findings] };
}
