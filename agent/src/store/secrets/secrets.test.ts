import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { documentSecrets, type ConfigDocument } from '@understudy/contract';
import { parseMasterKey } from './masterKey.ts';
import { checkReference, parseAllowedEnv } from './referenceRules.ts';
import { sealDocument } from './sealDocument.ts';
import { seal, unseal } from './sealing.ts';
import { createSecretResolver } from './secretResolver.ts';

const key = randomBytes(32);
const place = 'providers/a/apiKey';

describe('master key', () => {
  it('reads hex, base64 and base64url as the same key, and stretches a passphrase', () => {
    for (const form of ['hex', 'base64', 'base64url'] as const) {
      expect(parseMasterKey(` ${key.toString(form)}\n`).equals(key)).toBe(true);
    }
    const stretched = parseMasterKey('correct horse battery staple');
    expect(stretched).toHaveLength(32);
    expect(parseMasterKey('correct horse battery staple').equals(stretched)).toBe(true);
  });

  it('refuses a short one without showing it', () => {
    expect(() => parseMasterKey('hunter2')).toThrow(/^((?!hunter2).)*too short((?!hunter2).)*$/);
  });
});

describe('sealed values', () => {
  it('open with the same key at the same place only', () => {
    const sealed = seal('sk-secret ü', key, place);
    expect(sealed).toMatch(/^sealed:v1:[A-Za-z0-9_-]+$/);
    expect(unseal(sealed, key, place)).toBe('sk-secret ü');
    expect(unseal(sealed, randomBytes(32), place)).toBeUndefined();
    expect(unseal(sealed, key, 'providers/b/apiKey')).toBeUndefined();
  });

  it('never come out twice the same, and notice any change', () => {
    const sealed = seal('x', key, place);
    expect(seal('x', key, place)).not.toBe(sealed);
    const bytes = Buffer.from(sealed.slice('sealed:v1:'.length), 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect(unseal(`sealed:v1:${changed.toString('base64url')}`, key, place)).toBeUndefined();
    }
    for (const text of ['sealed:v1:', 'sealed:v1:AAAA', 'sealed:v2:AAAA', 'x']) {
      expect(unseal(text, key, place)).toBeUndefined();
    }
  });
});

describe('secret resolver', () => {
  const files: Record<string, string> = { '/run/key': 'from-file\n', '/run/two': 'a\nb\n', '/run/empty': '\n' };
  const resolve = createSecretResolver({
    env: { SET: 'from-env', EMPTY: '' },
    masterKey: key,
    readFile: (path) => {
      const text = files[path];
      if (text === undefined) throw Object.assign(new Error('secret path text'), { code: 'ENOENT' });
      return text;
    },
  });

  it.each([
    ['env:SET', 'from-env'],
    ['file:/run/key', 'from-file'],
    ['sk-plain', 'sk-plain'],
    [seal('from-seal', key, place), 'from-seal'],
  ])('finds the value behind %s', (text, value) => {
    expect(resolve(text, place)).toEqual({ value });
  });

  it.each([
    ['env:NOT_SET', 'variable NOT_SET is not set'],
    ['env:EMPTY', 'variable EMPTY is empty'],
    ['file:/run/none', 'file /run/none cannot be read (ENOENT)'],
    ['file:/run/two', 'file /run/two holds a line break or control character'],
    ['file:/run/empty', 'file /run/empty is empty'],
    [
      seal('x', key, 'elsewhere'),
      `${place} cannot be opened: it was sealed under another UNDERSTUDY_MASTER_KEY or for another place`,
    ],
  ])('says why %s has none', (text, problem) => {
    expect(resolve(text, place)).toEqual({ problem });
  });

  it('reads a file again each time, so that a rotated key is seen', () => {
    files['/run/key'] = 'rotated\r\n';
    expect(resolve('file:/run/key', place)).toEqual({ value: 'rotated' });
  });

  it('says that the master key is missing', () => {
    const problem = createSecretResolver({ env: {} })('sealed:v1:AAAA', place);
    expect(problem).toEqual({ problem: `${place} is sealed and UNDERSTUDY_MASTER_KEY is not set` });
  });
});

describe('sealing a document', () => {
  const document: ConfigDocument = {
    version: 1,
    providers: [
      {
        id: 'a',
        dialect: 'openai',
        baseUrl: 'https://a',
        apiKey: 'sk-plain',
        headers: { 'OpenAI-Organization': 'org-1', 'X-Auth-Token': 'tok', 'X-Ref': 'env:R' },
      },
    ],
    models: [],
    chains: [],
    clients: [{ id: 'shop', key: 'client-plain' }],
  };

  it('leaves references and sealed values only', () => {
    const sealed = sealDocument(document, key);
    if ('findings' in sealed) throw new Error('refused');
    const texts = documentSecrets(sealed.document).map(({ text }) => text.split(':')[0]);
    expect(texts).toEqual(['sealed', 'sealed', 'sealed', 'env', 'sealed']);
    const [first] = documentSecrets(sealed.document);
    expect(unseal(first!.text, key, first!.context)).toBe('sk-plain');
  });

  it('keeps what is sealed already where the value is the same', () => {
    const first = sealDocument(document, key);
    if ('findings' in first) throw new Error('refused');
    expect(sealDocument(document, key, first.document)).toEqual(first);
    const other = sealDocument({ ...document, clients: [{ id: 'shop', key: 'new' }] }, key, first.document);
    expect(other).not.toEqual(first);
  });

  it('refuses plain secrets without a master key, all at once, and lets plain headers be', () => {
    const refused = sealDocument(document, undefined);
    expect('findings' in refused && refused.findings.map(({ path }) => path)).toEqual([
      'providers[0].apiKey',
      'providers[0].headers.X-Auth-Token',
      'clients[0].key',
    ]);
    expect(JSON.stringify(refused)).not.toMatch(/sk-plain|tok"|client-plain/);
  });
});

describe('references through the API', () => {
  it('may name permitted variables only', () => {
    const rules = { allowedEnv: parseAllowedEnv(undefined) };
    expect(checkReference('env:OPENAI_API_KEY', rules)).toBeUndefined();
    expect(checkReference('env:HOME', rules)).toContain('UNDERSTUDY_ALLOWED_ENV');
    expect(checkReference('env:X_API_KEY_2', rules)).toBeDefined();
    expect(checkReference('plain', rules)).toBeUndefined();
    expect(checkReference('env:AxB', { allowedEnv: ['A.B'] })).toBeDefined();
    expect(parseAllowedEnv(' A_* , B ')).toEqual(['A_*', 'B']);
  });

  it('may name files under the secrets folder only, links and dots followed', async () => {
    const root = await mkdtemp(join(tmpdir(), 'understudy-secrets-'));
    const secretsDir = join(root, 'secrets');
    await mkdir(secretsDir);
    await writeFile(join(root, 'outside'), 'x');
    await writeFile(join(secretsDir, 'key'), 'x');
    await symlink(join(root, 'outside'), join(secretsDir, 'link'));
    const rules = { allowedEnv: [], secretsDir };
    expect(checkReference(`file:${join(secretsDir, 'key')}`, rules)).toBeUndefined();
    expect(checkReference('file:key', rules)).toBeUndefined();
    expect(checkReference('file:not-there-yet', rules)).toBeUndefined();
    for (const path of ['../outside', `${secretsDir}/../outside`, '/etc/passwd', 'link', '.', `${secretsDir}-2/key`]) {
      expect([path, checkReference(`file:${path}`, rules)]).toEqual([
        path,
        expect.stringContaining('only name files under'),
      ]);
    }
    expect(checkReference('file:key', { allowedEnv: [] })).toContain('--secrets-dir');
    await rm(root, { recursive: true });
  });
});
