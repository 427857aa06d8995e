import { Option, type Command } from 'commander';

/** What `understudy start` was told about traces, exemplars and OpenTelemetry's metrics. */
export interface TelemetryStart {
  /** Undefined = traces are off. */
  readonly traces: TraceStart | undefined;
  /** Durations lead to their traces. */
  readonly exemplars: boolean;
  /** `gen_ai_*` metrics. */
  readonly genaiMetrics: boolean;
}

/** How traces are sent. Endpoint, headers and certificates are OpenTelemetry's own variables, read by its exporter. */
export interface TraceStart {
  readonly protocol: 'http/protobuf' | 'http/json';
  readonly sampling: { readonly name: SamplerName; readonly ratio: number };
  readonly batch: {
    readonly queueSize: number;
    readonly size: number;
    /** Milliseconds. */
    readonly delayMs: number;
    readonly timeoutMs: number;
  };
  /** Which providers get the trace's headers. */
  readonly upstream: (typeof UPSTREAMS)[number];
  /** Host and port that the spans go to. */
  readonly host: string;
}

/** As typed, or from the environment, or defaults. */
export interface RawTelemetry {
  readonly traces: string;
  readonly traceUpstream: string;
  /** `true` where the flag has no value. */
  readonly exemplars?: string | true;
  readonly genaiMetrics?: string | true;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Tell = (flag: string, message: string, fix: string) => void;

const UPSTREAMS = ['none', 'local', 'all'] as const;
const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;
type SamplerName = (typeof SAMPLERS)[number];
const DEFAULT_ENDPOINT = 'http://localhost:4318';

/** Adds the flags. `emptyIsDefault`: an empty variable counts as not set. */
export function withTelemetry(
  command: Command,
  emptyIsDefault: (value: string, before: string | undefined) => string | undefined,
): Command {
  const add = (flags: string, description: string, env: string, byDefault: string): void => {
    command.addOption(new Option(flags, description).argParser(emptyIsDefault).env(env).default(byDefault));
  };
  const addSwitch = (flags: string, description: string, env: string): void => {
    const emptyIsNo = (value: string): string => (value === '' ? 'false' : value);
    command.addOption(new Option(flags, description).argParser(emptyIsNo).env(env));
  };
  add(
    '--traces <exporter>',
    'send traces: none, or otlp (OTEL_EXPORTER_OTLP_* say where)',
    'UNDERSTUDY_TRACES',
    'none',
  );
  add(
    '--trace-upstream <providers>',
    `providers that get the trace's headers: ${UPSTREAMS.join(', ')}`,
    'UNDERSTUDY_TRACE_UPSTREAM',
    'local',
  );
  addSwitch(
    '--exemplars [switch]',
    'lead from durations to traces; /metrics is OpenMetrics then',
    'UNDERSTUDY_EXEMPLARS',
  );
  addSwitch('--genai-metrics [switch]', "OpenTelemetry's gen_ai_* metrics as well", 'UNDERSTUDY_GENAI_METRICS');
  return command;
}

function isOneOf<T extends string>(names: readonly T[], text: string): text is T {
  return names.some((name) => name === text);
}

/** A flag that may have a value, so that its variable can say no: commander takes any value of a plain one for yes. */
function switchOf(flag: string, said: string | true | undefined, tell: Tell): boolean {
  const text = said === true ? 'true' : (said ?? 'false').trim().toLowerCase();
  if (text === 'true' || text === '1') return true;
  if (text !== 'false' && text !== '0') {
    tell(flag, `${JSON.stringify(text)} is neither true nor false`, `Write ${flag}, or leave it out.`);
  }
  return false;
}

/** A variable of OpenTelemetry: the one for traces wins over the one for everything. Values may be secret. */
function otlp(name: string, env: Environment): string | undefined {
  const values = [env[`OTEL_EXPORTER_OTLP_TRACES_${name}`], env[`OTEL_EXPORTER_OTLP_${name}`]];
  return values.find((value) => value !== undefined && value.trim() !== '')?.trim();
}

function protocolOf(env: Environment, tell: Tell): TraceStart['protocol'] {
  const text = otlp('PROTOCOL', env) ?? 'http/protobuf';
  if (text === 'http/protobuf' || text === 'http/json') return text;
  const fix = 'Use http/protobuf or http/json; collectors listen for them at port 4318.';
  tell('OTEL_EXPORTER_OTLP_PROTOCOL', `${JSON.stringify(text)} is not supported`, fix);
  return 'http/protobuf';
}

function hostOf(env: Environment, tell: Tell): string {
  const text = otlp('ENDPOINT', env) ?? DEFAULT_ENDPOINT;
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol)) return url.host;
  // What was written there may be a secret in the wrong place.
  tell('OTEL_EXPORTER_OTLP_ENDPOINT', 'it is no http or https address', `For example ${DEFAULT_ENDPOINT}.`);
  return '';
}

function samplingOf(env: Environment, tell: Tell): TraceStart['sampling'] {
  const name = env['OTEL_TRACES_SAMPLER']?.trim() || 'parentbased_always_on';
  if (!isOneOf(SAMPLERS, name)) {
    tell('OTEL_TRACES_SAMPLER', `${JSON.stringify(name)} is no sampler`, `Choose one of ${SAMPLERS.join(', ')}.`);
    return { name: 'parentbased_always_on', ratio: 1 };
  }
  if (!name.endsWith('traceidratio')) return { name, ratio: 1 };
  const text = env['OTEL_TRACES_SAMPLER_ARG']?.trim() || '1';
  const ratio = Number(text);
  if (ratio >= 0 && ratio <= 1) return { name, ratio };
  tell(
    'OTEL_TRACES_SAMPLER_ARG',
    `${JSON.stringify(text)} is no share`,
    'Write a number from 0 to 1, for example 0.1.',
  );
  return { name, ratio: 1 };
}

function numberOf(name: string, byDefault: number, env: Environment, tell: Tell): number {
  const text = env[name]?.trim() ?? '';
  if (text === '') return byDefault;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  tell(name, `${JSON.stringify(text)} is no number above 0`, `Leave it out, or write ${byDefault}.`);
  return byDefault;
}

function batchOf(env: Environment, tell: Tell): TraceStart['batch'] {
  const queueSize = numberOf('OTEL_BSP_MAX_QUEUE_SIZE', 2_048, env, tell);
  return {
    queueSize,
    size: Math.min(queueSize, numberOf('OTEL_BSP_MAX_EXPORT_BATCH_SIZE', 512, env, tell)),
    delayMs: numberOf('OTEL_BSP_SCHEDULE_DELAY', 5_000, env, tell),
    timeoutMs: numberOf('OTEL_BSP_EXPORT_TIMEOUT', 30_000, env, tell),
  };
}

function upstreamOf(text: string, tell: Tell): TraceStart['upstream'] {
  if (isOneOf(UPSTREAMS, text)) return text;
  tell('--trace-upstream', `${JSON.stringify(text)} is no choice`, `Choose one of ${UPSTREAMS.join(', ')}.`);
  return 'none';
}

function tracesOf(raw: RawTelemetry, env: Environment, tell: Tell): TraceStart | undefined {
  const upstream = upstreamOf(raw.traceUpstream, tell);
  if (raw.traces !== 'none' && raw.traces !== 'otlp') {
    tell('--traces', `${JSON.stringify(raw.traces)} is no exporter`, 'Use --traces otlp, or none (the default).');
  }
  // OpenTelemetry's own switch, which operators set for a whole host.
  const isDisabled = env['OTEL_SDK_DISABLED']?.trim().toLowerCase() === 'true';
  if (raw.traces !== 'otlp' || isDisabled) return undefined;
  return {
    protocol: protocolOf(env, tell),
    sampling: samplingOf(env, tell),
    batch: batchOf(env, tell),
    upstream,
    host: hostOf(env, tell),
  };
}

/** Reads the flags and OpenTelemetry's variables. What is wrong is told to `tell`. */
export function readTelemetry(raw: RawTelemetry, env: Environment, tell: Tell): TelemetryStart {
  return {
    traces: tracesOf(raw, env, tell),
    exemplars: switchOf('--exemplars', raw.exemplars, tell),
    genaiMetrics: switchOf('--genai-metrics', raw.genaiMetrics, tell),
  };
}
