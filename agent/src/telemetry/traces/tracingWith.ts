import type { Tracer } from '@opentelemetry/api';
import type { CreateTracingOptions } from './createTracing.ts';
import type { Tracing } from './tracing.ts';

/** Spans by a tracer that an application has; it sends them itself. */
export async function tracingWith(
  tracer: Tracer,
  options: Pick<CreateTracingOptions, 'clock' | 'upstream'>,
): Promise<Tracing> {
  const { createTracing } = await import('./createTracing.ts');
  return createTracing({ ...options, tracer, kind: 'internal', close: () => Promise.resolve() });
}
