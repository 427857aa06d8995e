import { describe, expect, it } from '@jest/globals';
import { readStartOptions, type RawStartOptions } from './startOptions.ts';

const RAW: RawStartOptions = {
  dataDir: './data',
  proxy: '127.0.0.1:4100',
  control: '127.0.0.1:4101',
  store: 'file',
  group: 'default',
  logLevel: 'info',
  traces: 'none',
  traceUpstream: 'local',
  drainMs: '1s',
  maxBodyMb: '1',
  requestTimeoutMs: '1s',
  drillFailure: 'rate_limit',
  litellmReload: 'none',
  litellmReloadMs: '60000',
  litellmReadyMs: '120000',
  litellmKeep: '10',
  rateReads: '100',
  rateWrites: '20',
  rateDrills: '10',
  rateRefused: '20',
};

function read(over: Partial<RawStartOptions>) {
  const result = readStartOptions({ ...RAW, ...over }, {});
  return 'options' in result ? result.options : result.findings.map(({ path }) => path);
}

describe('options of prices and addresses', () => {
  it('are off by default', () => {
    expect(read({})).toMatchObject({
      allowMetadataAddresses: false,
      pricesUrl: undefined,
      pricesSyncHours: undefined,
    });
  });

  it('are taken over', () => {
    const pricesUrl = 'https://prices.example/data.json';
    expect(read({ allowMetadataAddresses: true, pricesUrl, pricesSyncHours: '24' })).toMatchObject({
      allowMetadataAddresses: true,
      pricesUrl,
      pricesSyncHours: 24,
    });
  });

  it.each(['ftp://x/y', 'data.json', 'https://me:pw@x.example/y'])('refuse the address %s', (pricesUrl) => {
    expect(read({ pricesUrl })).toEqual(['--prices-url']);
  });

  it.each(['0', 'daily', '1000', '-1'])('refuse %s hours', (pricesSyncHours) => {
    expect(read({ pricesSyncHours })).toEqual(['--prices-sync-hours']);
  });
});
