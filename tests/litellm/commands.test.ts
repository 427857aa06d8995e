import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readTree } from '../../agent/src/store/index.ts';
import { runCli, type CliRun } from '../cli/runCli.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';

const FILE = `# by hand
model_list:
  - { model_name: a, litellm_params: { model: openai/a, api_key: os.environ/P_API_KEY } }
  - { model_name: b, litellm_params: { model: openai/b, api_key: sk-canary-written-out } }
router_settings: { fallbacks: [{ a: b }] }
`;
const NOBODY = 'http://127.0.0.1:9';

let shop: Workshop;
let url: string;
let config: string;
beforeAll(async () => {
  shop = await openWorkshop();
  config = await shop.write('litellm-config.yaml', FILE);
  const document = await shop.write(
    'understudy.yaml',
    (await runCli(NOBODY, ['litellm', 'import', config, '--print'])).out,
  );
  const agent = shop.spawn(['--config', document, '--litellm-config', config], {
    env: { P_API_KEY: 'k', OPENAI_API_KEY: 'k' },
  });
  await agent.ready();
  url = agent.controlUrl;
});
afterAll(() => shop.close());

/** What a YAML text says. */
function parse(text: string): unknown {
  const read = readTree(text);
  return 'value' in read ? read.value : undefined;
}

const litellm = (...args: string[]): Promise<CliRun> => runCli(url, ['litellm', ...args]);

describe('litellm without an agent', () => {
  it('import --print writes a document, and tells what stays behind', async () => {
    const { out, err, code } = await runCli(NOBODY, ['litellm', 'import', config, '--print']);
    expect(code).toBe(0);
    expect(parse(out)).toMatchObject({ version: 1, chains: [{ model: 'a', fallbacks: ['b'] }] });
    expect(err).toContain('b: left behind its key, which is written out in the file');
    expect(out + err).not.toContain('canary');
  });

  it('render -f writes the file of a document over another one', async () => {
    const document = shop.path('understudy.yaml');
    const { out, code } = await runCli(NOBODY, ['litellm', 'render', '-f', document, '--over', config]);
    expect(code).toBe(0);
    expect(out).toContain('# by hand');
    expect(parse(out)).toMatchObject({ router_settings: { fallbacks: [{ a: ['b'] }] } });
  });

  it('exits 2 for files that cannot be read', async () => {
    const unreadable = [
      ['render', '-f', shop.path('no.yaml')],
      ['render', '-f', shop.path('understudy.yaml'), '--over', shop.path('no.yaml')],
      ['import', shop.path('no.yaml'), '--print'],
      ['import', '--print'],
    ];
    for (const args of unreadable) expect((await runCli(NOBODY, ['litellm', ...args])).code).toBe(2);
  });
});

describe('litellm with an agent', () => {
  it('diff shows what would change, secrets masked, and exits 1', async () => {
    const { out, err, code } = await litellm('diff');
    expect(code).toBe(1);
    expect(out).toContain('managed_by: understudy');
    expect(err).toContain('LiteLLM walks the text "b" letter by letter');
    expect(out + err).not.toContain('canary');
  });

  it('apply tells its steps, and that the proxy has to be restarted', async () => {
    const { out, code } = await litellm('apply');
    expect(code).toBe(0);
    expect(out).toMatch(/^ok {6}write: litellm-config\.yaml \(/m);
    expect(out).toMatch(/^skipped reload: no reload hook/m);
    expect(out).toContain('The proxy reads its file at its start only: restart it now.');
    expect((await litellm('diff')).code).toBe(0);
    expect((await litellm('apply')).out).toContain('Nothing to do');
  });

  it('backups and status tell what is there', async () => {
    expect((await litellm('backups')).out).toMatch(/^litellm-config\.backup\.\d{4}(-\d\d){5}\.yaml +\d+/m);
    const { out } = await litellm('status');
    expect(out).toContain('drift    file no, proxy unknown');
    expect(out).toMatch(/^last {5}apply by anonymous at .+: unchanged$/m);
  });

  it('rollback puts the file back, byte for byte', async () => {
    const { code } = await litellm('rollback');
    expect(code).toBe(0);
    expect(await readFile(config, 'utf8')).toBe(FILE);
    expect((await litellm('rollback', 'no.yaml')).code).toBe(1);
  });

  it('apply of a file that is broken exits 1 and says where', async () => {
    await shop.write('litellm-config.yaml', `${FILE}x: [`);
    const { out, code } = await litellm('apply');
    expect(code).toBe(1);
    expect(out).toMatch(/^Refused, nothing was written \(preflight: line 6, column \d+: /m);
  });

  it('import of a file stores it with --apply, chains in a cycle only where that is allowed', async () => {
    const named = FILE.replace('sk-canary-written-out', 'os.environ/P_API_KEY');
    const other = await shop.write('other.yaml', named.replace('[{ a: b }]', '[{ b: [a] }]'));
    const { err, code } = await litellm('import', other, '--apply');
    expect(code).toBe(2);
    expect(err).toContain('the chains form a cycle: a → b → a');

    expect((await litellm('import', other, '--apply', '--allow-cycles')).out).toContain('Revision 2 is in force.');
  });
});
