import {
  defaultResource,
  detectResources,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceNameEnvDetector,
  type Resource,
} from '@opentelemetry/resources';
import { TracerProvider, type SpanExporter } from '@opentelemetry/sdk-trace';
import type { OpenTracesOptions } from './openTracesOptions.ts';
import { createTracing } from './createTracing.ts';
import { LossReport } from './lossReport.ts';
import { SpanQueue } from './spanQueue.ts';
import { traceSampler } from './traceSampler.ts';
import type { Tracing } from './tracing.ts';

const TRACER = 'understudy';
/** Longer values are cut: none of ours is. */
const MAX_VALUE_LENGTH = 256;

/** Reads its endpoint, headers, timeout, compression and certificates from OpenTelemetry's variables itself. */
async function exporterOf(protocol: OpenTracesOptions['protocol']): Promise<SpanExporter> {
  if (protocol === 'http/json') {
    const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
    return new OTLPTraceExporter();
  }
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-proto');
  return new OTLPTraceExporter();
}

/** Who sends the spans; OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win. */
function resourceOf({ version, instance, group }: OpenTracesOptions): Resource {
  const own = resourceFromAttributes({
    'service.name': 'understudy',
    'service.version': version,
    'service.instance.id': instance,
    'understudy.group': group,
  });
  const told = detectResources({ detectors: [resourceAttributesEnvDetector, serviceNameEnvDetector] });
  return defaultResource().merge(own).merge(told);
}

/** Starts OpenTelemetry's SDK, without touching its globals. */
export async function startTracing(options: OpenTracesOptions): Promise<Tracing> {
  const { batch, sampling, clock, upstream, version } = options;
  const losses = new LossReport(options);
  const queue = new SpanQueue({
    exporter: await exporterOf(options.protocol),
    maxQueueSize: batch.queueSize,
    maxExportBatchSize: batch.size,
    scheduledDelayMillis: batch.delayMs,
    exportTimeoutMillis: batch.timeoutMs,
    onLost: losses.note,
  });
  const provider = new TracerProvider({
    resource: resourceOf(options),
    sampler: traceSampler(sampling),
    spanProcessors: [queue],
    spanLimits: { attributeValueLengthLimit: MAX_VALUE_LENGTH },
  });
  const tracer = provider.getTracer(TRACER, version);
  return createTracing({ tracer, clock, kind: 'server', upstream, close: (withinMs) => queue.close(withinMs) });
}
