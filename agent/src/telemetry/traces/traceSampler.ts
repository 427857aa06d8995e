import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  type Sampler,
} from '@opentelemetry/sdk-trace';

/** Which traces are kept, by the values of OTEL_TRACES_SAMPLER. */
export interface TraceSampling {
  readonly name:
    | 'always_on'
    | 'always_off'
    | 'traceidratio'
    | 'parentbased_always_on'
    | 'parentbased_always_off'
    | 'parentbased_traceidratio';
  /** 0 … 1; of the samplers by ratio. */
  readonly ratio: number;
}

function rootSampler(name: TraceSampling['name'], ratio: number): Sampler {
  if (name.endsWith('always_on')) return new AlwaysOnSampler();
  if (name.endsWith('always_off')) return new AlwaysOffSampler();
  return new TraceIdRatioBasedSampler(ratio);
}

/** The sampler of that name. Parent-based ones do what the caller has decided, where it sent a `traceparent`. */
export function traceSampler({ name, ratio }: TraceSampling): Sampler {
  const root = rootSampler(name, ratio);
  return name.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root;
}
