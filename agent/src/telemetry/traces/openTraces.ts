import type { OpenTracesOptions } from './openTracesOptions.ts';
import type { Tracing } from './tracing.ts';

/** Opens the export of traces. OpenTelemetry is loaded here and not before: an agent without traces never sees it. */
export async function openTraces(options: OpenTracesOptions): Promise<Tracing> {
  const { startTracing } = await import('./startTracing.ts');
  return startTracing(options);
}
