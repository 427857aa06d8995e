import { describe, expect, it } from '@jest/globals';
import { Command } from 'commander';
import { readTelemetry, withTelemetry, type RawTelemetry, type TelemetryStart } from './traceOptions.ts';

const RAW: RawTelemetry = { traces: 'none', traceUpstream: 'local' };
const ON: RawTelemetry = { ...RAW, traces: 'otlp' };

function read(raw: RawTelemetry, env: Record<string, string> = {}): { start: TelemetryStart; wrong: string[] } {
  const wrong: string[] = [];
  const start = readTelemetry(raw, env, (flag, message) => wrong.push(`${flag}: ${message}`));
  return { start, wrong };
}

describe('options of telemetry', () => {
  it('are all off by default', () => {
    const { start, wrong } = read(RAW);
    expect(start).toEqual({ traces: undefined, exemplars: false, genaiMetrics: false });
    expect(wrong).toEqual([]);
  });

  it('send all traces that the caller has not decided against, with protobuf, to this host', () => {
    expect(read(ON).start.traces).toEqual({
      protocol: 'http/protobuf',
      sampling: { name: 'parentbased_always_on', ratio: 1 },
      batch: { queueSize: 2_048, size: 512, delayMs: 5_000, timeoutMs: 30_000 },
      upstream: 'local',
      host: 'localhost:4318',
    });
  });

  it("take OpenTelemetry's own variables, those for traces first", () => {
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://everything:4318',
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://user:canary@tempo:443/otlp',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.1',
      OTEL_BSP_MAX_QUEUE_SIZE: '100',
      OTEL_BSP_SCHEDULE_DELAY: '50',
    };
    const { start, wrong } = read(ON, env);
    expect(wrong).toEqual([]);
    expect(start.traces).toMatchObject({
      protocol: 'http/json',
      sampling: { name: 'parentbased_traceidratio', ratio: 0.1 },
      batch: { queueSize: 100, size: 100, delayMs: 50 },
      host: 'tempo',
    });
    expect(JSON.stringify(start)).not.toContain('canary');
  });

  it('stay off where OpenTelemetry is switched off for the whole host', () => {
    expect(read(ON, { OTEL_SDK_DISABLED: 'TRUE' }).start.traces).toBeUndefined();
  });

  it.each([
    [{ ...RAW, traces: 'jaeger' }, {}, '--traces'],
    [{ ...RAW, traceUpstream: 'some' }, {}, '--trace-upstream'],
    [ON, { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'OTEL_EXPORTER_OTLP_PROTOCOL'],
    [ON, { OTEL_EXPORTER_OTLP_ENDPOINT: 'tempo:4318' }, 'OTEL_EXPORTER_OTLP_ENDPOINT'],
    [ON, { OTEL_TRACES_SAMPLER: 'most' }, 'OTEL_TRACES_SAMPLER'],
    [ON, { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '10%' }, 'OTEL_TRACES_SAMPLER_ARG'],
    [ON, { OTEL_BSP_MAX_QUEUE_SIZE: 'big' }, 'OTEL_BSP_MAX_QUEUE_SIZE'],
    [{ ...RAW, exemplars: 'perhaps' }, {}, '--exemplars'],
  ] as const)('refuse %j with %j', (raw, env, name) => {
    expect(read(raw, env).wrong.map((message) => message.split(': ')[0])).toEqual([name]);
  });

  it.each([
    [[], {}, false],
    [['--exemplars'], {}, true],
    [['--exemplars', 'false'], { UNDERSTUDY_EXEMPLARS: 'true' }, false],
    [[], { UNDERSTUDY_EXEMPLARS: 'true' }, true],
    [[], { UNDERSTUDY_EXEMPLARS: '1' }, true],
    [[], { UNDERSTUDY_EXEMPLARS: 'false' }, false],
    [[], { UNDERSTUDY_EXEMPLARS: '' }, false],
  ] as const)('take switches %j with %j for %j', (args, env, on) => {
    Object.assign(process.env, env);
    try {
      const command = withTelemetry(new Command(), (value, before) => (value === '' ? before : value));
      expect(read(command.parse(args, { from: 'user' }).opts<RawTelemetry>()).start.exemplars).toBe(on);
    } finally {
      for (const name of Object.keys(env)) Reflect.deleteProperty(process.env, name);
    }
  });
});
