import type { ConfigDocument, LitellmFinding } from '@understudy/contract';
import { readConfigFile } from '../file/configFile.ts';
import { isRefused, refuses } from '../file/finding.ts';
import { maskSecrets } from '../file/maskSecrets.ts';
import { recordOf, type PlainRecord } from '../file/plain.ts';
import { unifiedDiff } from '../file/unifiedDiff.ts';
import { renderConfig } from '../render/renderConfig.ts';
import { changedLists, type ChangedList } from './changedChains.ts';
import { StepFailure } from './stepFailure.ts';
import type { TargetState } from './targetFile.ts';

/** What is to be written. */
export interface Candidate {
  readonly bytes: Uint8Array | string;
  readonly value: PlainRecord;
  readonly findings: readonly LitellmFinding[];
}

/** LiteLLM refuses mocked failures unless its file allows them. */
const MOCK_KEY = 'dangerously_allow_mock_testing_request_params';

/** Why a candidate is not written: its first error, with line and column where it stands in the file. */
export function refuseErrors(findings: readonly LitellmFinding[]): void {
  if (!isRefused(findings)) return;
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  const place =
    first?.position === undefined ? first?.path : `line ${first.position.line}, column ${first.position.column}`;
  const where = place === undefined || place === '' ? '' : `${place}: `;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  throw new StepFailure(`${where}${first?.message ?? ''}${more}`, first?.fix ?? '');
}

/** The candidate of an apply. @throws StepFailure with the first error */
export function renderCandidate(document: ConfigDocument, before: TargetState): Candidate {
  const { text, value, findings } = renderConfig(document, before.text);
  return { bytes: text ?? '', value, findings };
}

/** The candidate of a rollback: a backup as it is. */
export function backupCandidate(bytes: Buffer): Candidate {
  const file = readConfigFile(bytes.toString('utf8'));
  return 'findings' in file
    ? { bytes, value: {}, findings: file.findings }
    : { bytes, value: file.value, findings: [] };
}

/** Refuses to promise a proof that the proxy would not let happen. */
export function mockFinding(value: PlainRecord): LitellmFinding[] {
  const allowed = recordOf(value['general_settings'])[MOCK_KEY];
  if (allowed === true || allowed === 'yes' || allowed === 'on') return [];
  return [
    refuses({
      code: 'mock_testing_off',
      path: `general_settings.${MOCK_KEY}`,
      message: 'the proxy refuses mocked failures, so that no chain can be proven through it',
      fix: `Set general_settings.${MOCK_KEY}: true (any caller with a key may then make its own requests fail), or apply without verify.`,
    }),
  ];
}

/** The difference to the file, for people: secrets masked. */
export function diffOf(before: TargetState, { bytes }: Candidate, name: string): string {
  const after = typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8');
  return unifiedDiff(maskSecrets(before.text), maskSecrets(after), { before: name, after: `${name} (new)` });
}

/** Whether the candidate says the same as the file, byte for byte. */
export function isSame(before: TargetState, { bytes }: Candidate): boolean {
  return before.bytes !== null && before.bytes.equals(Buffer.from(bytes));
}

/** Lists that differ between the file and the candidate. */
export function changesOf(before: TargetState, { value }: Candidate): ChangedList[] {
  const file = readConfigFile(before.text);
  return changedLists('findings' in file ? {} : file.value, value);
}
