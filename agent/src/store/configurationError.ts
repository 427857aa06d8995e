import type { Finding } from '@understudy/contract';

/** The agent cannot start with this configuration. `findings` holds every reason; the command exits 2. */
export class ConfigurationError extends Error {
  readonly findings: readonly Finding[];
  /** The file that the findings' positions belong to. */
  readonly file: string | undefined;

  constructor(findings: readonly Finding[], file?: string) {
    super(findings.map(({ message }) => message).join('\n'));
    this.name = 'ConfigurationError';
    this.findings = findings;
    this.file = file;
  }
}

/** A start-up refusal with one reason. */
export function refusal(code: string, path: string, message: string, fix: string): ConfigurationError {
  return new ConfigurationError([{ severity: 'error', code, path, message, fix }]);
}
