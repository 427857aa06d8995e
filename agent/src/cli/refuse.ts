import { ConfigurationError } from '../store/index.ts';
import { renderFindings } from './renderFindings.ts';
import { EXIT_BAD_CONFIGURATION, type Terminal } from './terminal.ts';

/**
 * Prints every reason of a refused configuration and sets exit code 2.
 * @throws the error itself where it is anything else: a bug, or the machine's
 */
export function refuse(error: unknown, terminal: Terminal): void {
  if (!(error instanceof ConfigurationError)) throw error;
  terminal.err(renderFindings(error.findings, error.file));
  terminal.exitCode(EXIT_BAD_CONFIGURATION);
}
