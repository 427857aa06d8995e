import type { Finding } from '@understudy/contract';

function block(finding: Finding, file: string | undefined): string {
  const { position } = finding;
  const at = position === undefined ? '' : `:${position.line}:${position.column}`;
  const where = file === undefined ? '' : `${file}${at}: `;
  return `${where}${finding.severity}: ${finding.message} [${finding.code}]\n    ${finding.fix}`;
}

/** Findings for people: where, what, and what to do about it; errors before warnings. */
export function renderFindings(findings: readonly Finding[], file?: string): string {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  return [...errors, ...warnings].map((finding) => block(finding, file)).join('\n');
}
