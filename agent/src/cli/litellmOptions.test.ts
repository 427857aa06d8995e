import { describe, expect, it } from '@jest/globals';
import { readLitellm, type RawLitellm } from './litellmOptions.ts';

const RAW: RawLitellm = {
  litellmReload: 'none',
  litellmReloadMs: '60000',
  litellmReadyMs: '2m',
  litellmKeep: '10',
};

function read(over: Partial<RawLitellm>): unknown {
  const told: string[] = [];
  const options = readLitellm({ ...RAW, ...over }, (flag, message) => void told.push(`${flag} ${message}`));
  return told.length > 0 ? told : options;
}

describe('readLitellm', () => {
  it('is nothing without a file', () => {
    expect(read({})).toBeUndefined();
  });

  it('reads every flag', () => {
    const over = {
      litellmConfig: '/etc/litellm.yaml',
      litellmUrl: 'http://127.0.0.1:4000',
      litellmKey: 'env:KEY',
      litellmReload: 'command:restart it',
    };
    expect(read(over)).toEqual({
      config: '/etc/litellm.yaml',
      url: 'http://127.0.0.1:4000',
      key: 'env:KEY',
      hook: { kind: 'command', command: 'restart it' },
      hookMs: 60_000,
      readyMs: 120_000,
      keep: 10,
    });
  });

  it.each([
    ['signal:SIGTERM:/run/litellm.pid', { kind: 'signal', signal: 'SIGTERM', pidFile: '/run/litellm.pid' }],
    ['container:litellm-1', { kind: 'container', name: 'litellm-1' }],
    ['https://host/reload', { kind: 'http', url: 'https://host/reload' }],
  ])('reads the hook %s', (litellmReload, hook) => {
    expect(read({ litellmConfig: 'f', litellmReload })).toMatchObject({ hook });
  });

  it.each(['restart', 'signal:SIGKILL:/pid', 'signal:SIGTERM', 'container:a b', 'command:', 'ftp://x'])(
    'refuses the hook %s',
    (litellmReload) => {
      expect(read({ litellmConfig: 'f', litellmReload })).toEqual([
        expect.stringContaining('--litellm-reload it is none of'),
      ]);
    },
  );

  it.each([
    [{ litellmKey: 'sk-1234' }, '--litellm-key it is no reference'],
    [{ litellmUrl: 'ftp://x' }, '--litellm-url it is no http'],
    [{ litellmUrl: 'http://a:b@x' }, '--litellm-url it is no http'],
    [{ litellmReloadMs: '0' }, '--litellm-reload-ms "0" is no duration'],
    [{ litellmReadyMs: '2h' }, '--litellm-ready-ms "2h" is no duration'],
    [{ litellmKeep: '0' }, '--litellm-keep "0" is no number'],
  ])('refuses %j', (over, said) => {
    expect(read({ litellmConfig: 'f', ...over })).toEqual([expect.stringContaining(said)]);
  });

  it('refuses a proxy without a file', () => {
    expect(read({ litellmUrl: 'http://127.0.0.1:4000' })).toEqual([
      expect.stringContaining('--litellm-config the file is missing'),
    ]);
  });
});
