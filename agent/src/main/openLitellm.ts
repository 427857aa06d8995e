import type { LitellmResult } from '@understudy/contract';
import type { StartOptions } from '../cli/index.ts';
import { Litellm } from '../litellm/index.ts';
import type { SecretResolver } from '../store/index.ts';
import type { Parts } from './parts.ts';

interface Opening extends Pick<Parts, 'core' | 'source' | 'log'> {
  readonly resolve: SecretResolver;
}

/** The proxy's key, read anew for each call, so that a rotated one is used. */
function keyOf(reference: string | undefined, { resolve, log }: Opening): string | null {
  if (reference === undefined) return null;
  const resolved = resolve(reference, '--litellm-key');
  if ('value' in resolved) return resolved.value;
  log.logger.warn({ event: 'litellm' }, `--litellm-key: ${resolved.problem}`);
  return null;
}

/** LiteLLM's file and proxy, where start flags name one. */
export async function openLitellm(
  { litellm: options, dataDir }: Pick<StartOptions, 'litellm' | 'dataDir'>,
  opening: Opening,
): Promise<Litellm | null> {
  if (options === undefined) return null;
  const { core, source, log } = opening;
  const { logger } = log;
  core.metrics.litellmConfigured();
  return Litellm.open({
    options,
    dataDir,
    current: () => source.current(),
    key: () => keyOf(options.key, opening),
    now: Date.now,
    onSync: (outcome, { action, author, step, error, changed }) => {
      const result: LitellmResult = outcome === 'applied' ? 'success' : outcome;
      core.metrics.litellmSynced(result);
      const note = { event: 'litellm', action, author, outcome, step, changed };
      if (error === null) logger.info(note, "LiteLLM's file was written");
      else logger.error({ ...note, error }, "LiteLLM's file was not written, or was put back");
    },
    onProblem: (message) => logger.warn({ event: 'litellm' }, message),
  });
}
