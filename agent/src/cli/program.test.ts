import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfigurationError } from '../store/index.ts';
import { agentVersion } from './program.ts';
import { runProgram } from './runProgram.ts';
import type { StartOptions } from './startOptions.ts';

const VALID = `version: 1
providers:
  - { id: a, dialect: openai, baseUrl: "https://a.example/v1", apiKey: env:A_API_KEY }
models:
  - { id: m, provider: a }
`;

interface Run {
  out: string;
  err: string;
  code: number | undefined;
  started: StartOptions | undefined;
}

async function run(args: string[], env: Record<string, string> = {}, startError?: Error): Promise<Run> {
  const result: Run = { out: '', err: '', code: undefined, started: undefined };
  await runProgram(
    {
      start: async (options) => {
        if (startError !== undefined) throw startError;
        result.started = options;
      },
      env,
      terminal: {
        out: (text) => (result.out += `${text}\n`),
        err: (text) => (result.err += `${text}\n`),
        exitCode: (code) => (result.code = code),
      },
    },
    ['node', 'understudy', ...args],
  );
  return result;
}

let folder: string;
let touched: string[] = [];

function setVariable(name: string, value: string): void {
  touched.push(name);
  process.env[name] = value;
}

async function file(text: string, name = 'understudy.yaml'): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-cli-'));
});
afterEach(async () => {
  for (const name of touched) Reflect.deleteProperty(process.env, name);
  touched = [];
  await rm(folder, { recursive: true });
});

describe('understudy start', () => {
  it('starts with the defaults', async () => {
    const { started, code } = await run(['start']);
    expect(code).toBeUndefined();
    expect(started).toMatchObject({
      config: undefined,
      dataDir: './data',
      proxy: { host: '127.0.0.1', port: 4100 },
      control: { host: '127.0.0.1', port: 4101 },
      group: 'default',
      logLevel: 'info',
      drainMs: 30_000,
      managed: false,
      allowAnonymous: false,
      allowedEnv: ['*_API_KEY'],
    });
  });

  it('puts flags over environment over defaults', async () => {
    setVariable('UNDERSTUDY_PROXY', '127.0.0.1:5000');
    setVariable('UNDERSTUDY_CONTROL', '127.0.0.1:5001');
    setVariable('UNDERSTUDY_DATA_DIR', '');
    const { started } = await run(['start', '--proxy', '[::1]:6000', '--drain-ms', '5s']);
    expect(started).toMatchObject({
      proxy: { host: '::1', port: 6000 },
      control: { host: '127.0.0.1', port: 5001 },
      dataDir: './data',
      drainMs: 5_000,
    });
  });

  it('takes tokens and the master key from the environment', async () => {
    const { started } = await run(['start'], {
      UNDERSTUDY_ADMIN_TOKEN: 'file:/x',
      UNDERSTUDY_VIEWER_TOKEN: '',
      UNDERSTUDY_ALLOWED_ENV: 'OPENAI_*, GROQ_KEY',
    });
    expect(started).toMatchObject({
      adminToken: 'file:/x',
      viewerToken: undefined,
      allowedEnv: ['OPENAI_*', 'GROQ_KEY'],
    });
  });

  it('tells every bad option at once, with flag and fix, and exits 2', async () => {
    const { err, code, started } = await run([
      ...['start', '--proxy', '::1', '--control', 'x:99999', '--log-level', 'loud', '--drain-ms', 'long'],
      ...['--store', 'redis', '--managed', '--group', 'a b'],
    ]);
    expect(started).toBeUndefined();
    expect(code).toBe(2);
    for (const flag of ['--proxy', '--control', '--log-level', '--drain-ms', '--store', '--managed', '--group']) {
      expect(err).toContain(`error: ${flag}: `);
    }
    expect(err).toContain('brackets, [::1]:4100');
  });

  it('takes Redis as the store, with a password from its variable or a file', async () => {
    const file = join(folder, 'password');
    await writeFile(file, 'from-file\n');
    const start = ['start', '--store', 'rediss://app@cache:7000/2'];
    const address = { host: 'cache', port: 7000, tls: true, username: 'app', database: 2 };
    expect((await run(start)).started?.store).toEqual({ kind: 'redis', address: { ...address, password: undefined } });
    expect((await run(start, { UNDERSTUDY_STORE_PASSWORD: 'plain' })).started?.store).toEqual({
      kind: 'redis',
      address: { ...address, password: 'plain' },
    });
    expect((await run(start, { UNDERSTUDY_STORE_PASSWORD: `file:${file}` })).started?.store).toMatchObject({
      address: { password: 'from-file' },
    });
  });

  it.each([
    ['redis://cache/x', '', "--store: what follows the host is no database's number"],
    ['redis://:s3cret@cache', 'other', '--store: it holds a password, and so does UNDERSTUDY_STORE_PASSWORD'],
    ['redis://cache', 'file:/nowhere/s3cret', 'UNDERSTUDY_STORE_PASSWORD: /nowhere/s3cret cannot be read (ENOENT)'],
    ['http://user:s3cret@cache', '', '--store: it is no address of Redis'],
  ])('refuses the store %s with the password %j, and never shows one', async (store, password, message) => {
    const { code, err, started } = await run(['start', '--store', store], { UNDERSTUDY_STORE_PASSWORD: password });
    expect({ code, started }).toEqual({ code: 2, started: undefined });
    expect(err).toContain(message);
    expect(err).not.toMatch(/:s3cret@/);
  });

  it('refuses two listeners at one address', async () => {
    expect((await run(['start', '--proxy', ':80', '--control', ':80'])).err).toContain('same address');
  });

  it('prints every reason of a refused configuration and exits 2', async () => {
    const findings = ['one', 'two'].map((message) => ({
      severity: 'error' as const,
      code: 'c',
      path: '',
      message,
      fix: 'Fix it.',
    }));
    const { err, code } = await run(['start'], {}, new ConfigurationError(findings, 'u.yaml'));
    expect(code).toBe(2);
    expect(err).toContain('u.yaml: error: one [c]');
    expect(err).toContain('u.yaml: error: two [c]');
  });

  it('hands on an error that is not about the configuration', async () => {
    await expect(run(['start'], {}, new Error('bug'))).rejects.toThrow('bug');
  });
});

describe('understudy validate', () => {
  it('exits 0 for a valid file and shows warnings apart', async () => {
    const path = await file(VALID);
    expect(await run(['validate', path], { A_API_KEY: 'x' })).toMatchObject({
      code: 0,
      err: '',
      out: `${path} is valid\n`,
    });
    const withChain = await file(`${VALID}chains: [{ model: m, fallbacks: [] }]\n`);
    const warned = await run(['validate', withChain]);
    expect(warned).toMatchObject({ code: 0, out: `${path} is valid, 1 warning\n` });
    expect(warned.err).toContain('no usable credential');
  });

  it('exits 2 and lists all errors with line and column', async () => {
    const path = await file(`${VALID}chains:\n  - model: m\n    fallbacks: [x, m]\n`);
    const { err, code, out } = await run(['validate', path]);
    expect(code).toBe(2);
    expect(err).toContain(`${path}:8:17: error: chains[0].fallbacks[0]: there is no model x`);
    expect(err).toContain(`${path}:8:20: error: the chain of m names itself`);
    expect(out).toContain('not valid: 2 errors');
  });

  it('prints JSON on demand', async () => {
    const { out, code } = await run(['validate', '--json', await file('version: 2\n')]);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      valid: false,
      findings: [{ path: 'version', position: { line: 1, column: 1 } }],
    });
  });

  it('accepts JSON files', async () => {
    const path = await file('{\n\t"version": 1,\n\t"models": []\n}\n', 'understudy.json');
    expect((await run(['validate', path])).code).toBe(0);
  });

  it('says of a file that is not there that it is not, and of a bad master key that it is bad', async () => {
    expect(await run(['validate', join(folder, 'nope.yaml')])).toMatchObject({ code: 2 });
    const short = await run(['validate', await file(VALID)], { UNDERSTUDY_MASTER_KEY: 'tiny-one' });
    expect(short.code).toBe(2);
    expect(short.err).toContain('openssl rand');
    expect(short.err).not.toContain('tiny-one');
  });
});

describe('understudy', () => {
  it('prints its version and a help that teaches', async () => {
    expect((await run(['--version'])).out).toBe(`${agentVersion()}\n`);
    expect((await run(['--help'])).out).toContain('understudy start --config understudy.yaml');
    const help = await run(['start', '--help']);
    expect(help.out).toContain('UNDERSTUDY_ADMIN_TOKEN');
    expect(help.code).toBe(0);
  });

  it.each([[['strat']], [['start', '--prox', 'x']], [['validate']]])(
    'exits 2 for %j and says what was meant',
    async (args) => {
      const { code, err } = await run(args);
      expect(code).toBe(2);
      expect(err).not.toBe('');
    },
  );
});
