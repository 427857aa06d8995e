import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { zip } from '../../scripts/package/zip.ts';

const ENTRIES = [
  { name: 'some-app/plugin.json', content: Buffer.from('{}') },
  { name: 'some-app/img/ü.svg', content: Buffer.from('<svg/>'.repeat(1000)) },
  { name: 'some-app/empty', content: Buffer.alloc(0) },
];

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-zip-'));
  file = join(folder, 'a.zip');
  await writeFile(file, zip(ENTRIES));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Another implementation reads it. */
function python(code: string): string {
  const { stdout, stderr, status } = spawnSync('python3', ['-c', code, file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

describe('zip', () => {
  it('makes an archive that others find whole', () => {
    expect(python('import sys,zipfile;print(zipfile.ZipFile(sys.argv[1]).testzip())').trim()).toBe('None');
  });

  it('keeps names, contents and rights', () => {
    const code = [
      'import sys,json,zipfile',
      'z=zipfile.ZipFile(sys.argv[1])',
      'print(json.dumps([[i.filename,z.read(i).decode(),oct(i.external_attr>>16)] for i in z.infolist()]))',
    ].join(';');
    expect(JSON.parse(python(code))).toEqual(
      ENTRIES.map(({ name, content }) => [name, content.toString('utf8'), '0o100644']),
    );
  });

  it('is the same whenever it is made', () => {
    expect(zip(ENTRIES).equals(zip(ENTRIES))).toBe(true);
  });
});
