import type { LitellmEvent, LitellmFinding, LitellmStatus, LitellmSync } from '@understudy/contract';
import { milliseconds } from './units.ts';

const MARKS = { ok: 'ok     ', failed: 'FAILED ', skipped: 'skipped' } as const;

function placeOf({ path, position }: LitellmFinding): string {
  if (position !== undefined) return ` line ${position.line}, column ${position.column}:`;
  return path === '' ? '' : ` ${path}:`;
}

/** Findings, one after the other with what to do about each. */
export function renderLitellmFindings(findings: readonly LitellmFinding[]): string {
  return findings
    .map((finding) => `${finding.severity}:${placeOf(finding)} ${finding.message}\n    ${finding.fix}`)
    .join('\n');
}

/** One line of a run as it happens; null where another line says it better. */
export function renderLitellmEvent(event: LitellmEvent): string | null {
  switch (event.type) {
    case 'step-started':
    case 'done':
      return null;
    case 'diff':
      return event.diff.trimEnd();
    case 'step-ended':
      return `${MARKS[event.result]} ${event.step}: ${event.detail} (${milliseconds(event.durationMs)})`;
    case 'proof':
      return `${event.ok ? MARKS.ok : MARKS.failed}   ${event.model}, mocked ${event.kind} failure: ${event.detail}`;
  }
}

const ENDS: Readonly<Record<LitellmSync['outcome'], string>> = {
  applied: 'Applied.',
  unchanged: 'Nothing to do: the file says so already.',
  refused: 'Refused, nothing was written',
  rolled_back: 'Taken back: the file is as it was and the proxy runs it',
  down: 'Taken back, but the proxy does not answer: look at it now',
};

/** What a run came to. */
export function renderLitellmEnd({ outcome, step, error, fix, pending, backup }: LitellmSync): string {
  const why = error === null ? '' : ` (${step ?? ''}: ${error})`;
  const lines = [`${ENDS[outcome]}${why}`];
  if (fix !== null && fix !== '') lines.push(`    ${fix}`);
  if (pending) lines.push('The proxy reads its file at its start only: restart it now.');
  if (outcome === 'applied' && backup !== null) lines.push(`The file from before is ${backup}.`);
  return lines.join('\n');
}

function saysDrift(drift: boolean | null): string {
  if (drift === null) return 'unknown';
  return drift ? 'YES' : 'no';
}

function proxyLine({ proxy }: LitellmStatus): string {
  if (proxy === null) return 'not known (--litellm-url)';
  const version = proxy.version === null ? '' : `, LiteLLM ${proxy.version}`;
  const problem = proxy.problem === null ? '' : ` (${proxy.problem})`;
  return `${proxy.url} ${proxy.ready ? 'ready' : 'NOT READY'}${version}${problem}`;
}

/** File, proxy, drift and the last write. */
export function renderLitellmStatus(status: LitellmStatus): string {
  const { configured, file, reload, drift, last, lastSuccessAt, backups, running } = status;
  if (!configured || file === null) return 'The agent knows no LiteLLM file; start it with --litellm-config.';
  const details = drift.details.length === 0 ? '' : ` (${drift.details.join(', ')})`;
  const missing = file.exists ? '' : ' (missing)';
  return [
    `file     ${file.path}${file.problem === null ? missing : ` (${file.problem})`}`,
    `proxy    ${proxyLine(status)}`,
    `reload   ${reload ?? 'none'}`,
    `drift    file ${saysDrift(drift.file)}, proxy ${saysDrift(drift.proxy)}${details}`,
    `last     ${last === null ? 'never written' : `${last.action} by ${last.author} at ${last.at}: ${last.outcome}`}${running ? ', another under way' : ''}`,
    `success  ${lastSuccessAt ?? 'never'}`,
    `backups  ${backups}`,
  ].join('\n');
}
