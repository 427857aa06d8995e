import { agentVersion, type StartOptions } from '../cli/index.ts';
import type { Core } from '../core/index.ts';
import { systemClock } from '../engine/index.ts';
import { openTraces, type LogSink, type Tracing } from '../telemetry/index.ts';

/** Traces, where a start flag asks for them; null = they are off, and nothing of OpenTelemetry is loaded. */
export async function openTracing(
  { telemetry: { traces }, instance, group }: Pick<StartOptions, 'telemetry' | 'instance' | 'group'>,
  { logger }: Pick<LogSink, 'logger'>,
  core: () => Core | null,
): Promise<Tracing | null> {
  if (traces === undefined) return null;
  const { host, ...settings } = traces;
  const tracing = await openTraces({
    ...settings,
    instance,
    group,
    version: agentVersion(),
    clock: systemClock,
    onLost: (count) => core()?.metrics.eventsDropped('traces', count),
    tell: (loss) => logger.warn({ event: 'traces', ...loss }, 'spans were lost; requests are served as ever'),
  });
  logger.info({ event: 'traces', host, sampler: settings.sampling.name }, 'traces are sent');
  return tracing;
}
