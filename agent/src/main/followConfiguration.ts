import type { StartOptions } from '../cli/index.ts';
import { standingUrlFindings } from '../control/index.ts';
import type { Core } from '../core/index.ts';
import type { LogSink } from '../telemetry/index.ts';
import type { Parts } from './parts.ts';

type Following = Pick<Parts, 'source' | 'core' | 'log' | 'administration'>;

/** What is told of a configuration whenever one comes into force, beside its own warnings. */
function tellStanding({ allowMetadataAddresses }: StartOptions, core: Core, { logger }: LogSink): void {
  for (const problem of core.problems) logger.warn({ event: 'configuration' }, problem);
  for (const { path, message } of standingUrlFindings(core.document, { allowMetadata: allowMetadataAddresses })) {
    logger.warn({ event: 'configuration', path }, message);
  }
}

/** Puts each new configuration in force, and tells of those that were refused. */
export function followConfiguration(options: StartOptions, { source, core, log, administration }: Following): void {
  const { logger } = log;
  tellStanding(options, core, log);
  source.onChange((change) => {
    if (change.kind === 'refused') {
      core.metrics.configurationRefused();
      administration.noteRefused(change, source.managed);
      const findings = change.findings.map(({ path, message, fix }) => ({ path, message, fix }));
      logger.error(
        { event: 'configuration', findings },
        'the new configuration was refused; the one before stays in force',
      );
      return;
    }
    core.apply(change.current);
    logger.info({ event: 'configuration', revision: change.current.revision }, 'configuration in force');
    for (const { path, message } of change.warnings) logger.warn({ event: 'configuration', path }, message);
    tellStanding(options, core, log);
  });
}
