import { describe, expect, it } from '@jest/globals';
import { readStartOptions, type RawStartOptions, type StartOptions } from './startOptions.ts';

const RAW: RawStartOptions = {
  dataDir: './data',
  proxy: '127.0.0.1:0',
  control: '127.0.0.1:0',
  store: 'file',
  group: 'default',
  logLevel: 'info',
  traces: 'none',
  traceUpstream: 'local',
  drainMs: '30000',
  maxBodyMb: '32',
  requestTimeoutMs: '60000',
  rateReads: '100',
  rateWrites: '20',
  rateDrills: '10',
  rateRefused: '20',
  drillFailure: 'rate_limit',
  litellmReload: 'none',
  litellmReloadMs: '60000',
  litellmReadyMs: '120000',
  litellmKeep: '10',
};

function read(over: Partial<RawStartOptions>): StartOptions | string[] {
  const result = readStartOptions({ ...RAW, ...over }, {});
  return 'options' in result ? result.options : result.findings.map(({ path, fix }) => `${path} ${fix}`);
}

describe('options of scheduled drills', () => {
  it('are off by default', () => {
    expect(read({})).toMatchObject({ drillEveryMs: undefined, drillFailure: 'rate_limit' });
  });

  it('take hours and one of the failures', () => {
    const options = read({ drillEvery: '24h', drillFailure: 'cut_stream' });
    expect(options).toMatchObject({ drillEveryMs: 86_400_000, drillFailure: 'cut_stream' });
  });

  it.each(['59s', '32 days', '0', '800h', 'daily'])('refuse the interval %j', (drillEvery) => {
    expect(read({ drillEvery })).toEqual([expect.stringContaining('--drill-every Write hours')]);
  });

  it('refuse a failure that does not exist, and name those that do', () => {
    expect(read({ drillFailure: 'bad_luck' })).toEqual([expect.stringMatching(/--drill-failure Choose .*cut_stream/)]);
  });
});
