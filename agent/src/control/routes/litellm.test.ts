import { afterEach, describe, expect, it } from '@jest/globals';
import { importLitellm, litellmEndpoints, type LitellmSync } from '@understudy/contract';
import type { Litellm } from '../../litellm/index.ts';
import { registryDocument } from '../testkit/registryDocument.ts';
import { startWritingApi, type WritingApi, type WritingApiOptions } from '../testkit/writingApi.ts';

const SYNC: LitellmSync = {
  at: '2026-10-01T08:00:00.000Z',
  author: 'adm',
  action: 'apply',
  revision: 1,
  outcome: 'applied',
  step: null,
  error: null,
  fix: null,
  pending: false,
  backup: null,
  changed: [],
  steps: [],
  proofs: [],
  findings: [],
  durationMs: 1,
};
const FILE = `model_list:
  - { model_name: fast, litellm_params: { model: openai/fast, api_key: os.environ/FAST_API_KEY } }
  - { model_name: slow, litellm_params: { model: openai/slow, api_key: os.environ/FAST_API_KEY } }
router_settings: { fallbacks: [{ fast: [slow] }, { slow: [fast] }] }
`;

type Port = NonNullable<WritingApiOptions['litellm']>;

function fakeLitellm(over: Partial<Port> = {}): Port {
  const run: Litellm['apply'] = (_request, { tell }) => {
    tell?.({ type: 'step-started', step: 'lock' });
    const sync = Promise.resolve().then(() => {
      tell?.({ type: 'done', sync: SYNC });
      return SYNC;
    });
    return { sync };
  };
  return {
    render: async () => ({ revision: 1, yaml: 'a: 1\n', findings: [] }),
    diff: async () => ({ revision: 1, different: false, diff: '', changed: [], sha256: null, findings: [] }),
    status: () => Promise.reject(new Error('not asked')),
    backups: async () => [],
    apply: run,
    rollback: async (_id, call) => run({ verify: false }, call),
    text: async () => FILE,
    ...over,
  };
}

let api: WritingApi;
afterEach(() => api.close());

async function start(litellm: Port | null = fakeLitellm(), more: WritingApiOptions = {}): Promise<void> {
  api = await startWritingApi({ document: registryDocument(), litellm, ...more });
}

describe('litellm without --litellm-config', () => {
  it('renders from nothing, says that nothing is configured, and what to do', async () => {
    await start(null);
    const rendered = await api.call('GET', '/litellm/render', { token: 'view' });
    expect(rendered.body).toMatchObject({ revision: 1, yaml: expect.stringContaining('model_list:') });
    expect((await api.call('GET', '/litellm/status')).body).toMatchObject({ configured: false, live: false });
    for (const [method, where] of [
      ['GET', '/litellm/diff'],
      ['GET', '/litellm/backups'],
      ['POST', '/litellm/apply'],
      ['POST', '/litellm/rollback'],
      ['POST', '/litellm/import'],
    ] as const) {
      const answer = await api.call(method, where, method === 'POST' ? { body: {} } : {});
      const { status, code, fix } = answer.problem();
      expect([where, status, code]).toEqual([where, 404, 'litellm_not_configured']);
      expect(fix).toContain('--litellm-config');
    }
  });
});

describe('litellm by role', () => {
  it('lets viewers read and admins alone write', async () => {
    await start();
    const writes = litellmEndpoints.filter(({ method }) => method === 'post');
    expect(writes).toHaveLength(3);
    for (const { path } of writes) {
      const { status } = await api.call('POST', path, { token: 'edi', body: {} });
      expect([path, status]).toEqual([path, 403]);
    }
    expect((await api.call('GET', '/litellm/diff', { token: 'view' })).status).toBe(200);
  });
});

describe('POST litellm/apply', () => {
  it('answers with the run, and notes it', async () => {
    await start();
    expect((await api.call('POST', '/litellm/apply', { body: {} })).body).toEqual(SYNC);
    expect(api.notes).toMatchObject([{ action: 'applyLitellm', author: 'adm', outcome: 'done' }]);
  });

  it('streams the run, what came before the stream began included', async () => {
    await start();
    const { text, headers } = await api.call('POST', '/litellm/apply', {
      body: {},
      headers: { accept: 'text/event-stream' },
    });
    expect(headers.get('content-type')).toContain('text/event-stream');
    expect([...text.matchAll(/^event: (.+)$/gm)].map(([, name]) => name)).toEqual(['step-started', 'done']);
    expect(api.notes).toMatchObject([{ action: 'applyLitellm', outcome: 'done' }]);
  });

  it('notes a run that was taken back with the step and why', async () => {
    const failed: LitellmSync = { ...SYNC, outcome: 'rolled_back', step: 'verify', error: 'nobody answered' };
    await start(fakeLitellm({ apply: () => ({ sync: Promise.resolve(failed) }) }));
    expect((await api.call('POST', '/litellm/apply', { body: {} })).status).toBe(200);
    expect(api.notes).toMatchObject([{ outcome: 'refused', detail: 'rolled_back: verify: nobody answered' }]);
  });

  it.each([
    ['running', 409, 'litellm_busy'],
    ['closed', 503, 'shutting_down'],
  ] as const)('where it is %s answers %i', async (refused, status, code) => {
    await start(fakeLitellm({ apply: () => ({ refused }) }));
    const answer = await api.call('POST', '/litellm/apply', { body: {}, headers: { accept: 'text/event-stream' } });
    expect(answer).toMatchObject({ status, body: { code } });
  });

  it.each([
    ['a command', { command: 'rm -rf /' }],
    ['a path', { config: '/etc/passwd' }],
    ['a wrong hash', { sha256: 'x' }],
  ])('refuses %s', async (_what, body) => {
    await start();
    expect((await api.call('POST', '/litellm/apply', { body })).status).toBe(400);
  });
});

describe('POST litellm/rollback', () => {
  it('answers 404 for a backup that is not there, and 400 for a path', async () => {
    await start(fakeLitellm({ rollback: async () => ({ refused: 'no_backup' }) }));
    expect((await api.call('POST', '/litellm/rollback', { body: { backup: 'x.yaml' } })).status).toBe(404);
    expect((await api.call('POST', '/litellm/rollback', { body: { backup: '../x' } })).status).toBe(400);
  });
});

describe('POST litellm/import', () => {
  it('by default changes nothing and says what it would', async () => {
    await start();
    const yaml = FILE.replace(', { slow: [fast] }', '');
    const imported = (await api.call('POST', '/litellm/import', { body: { yaml } })).as(importLitellm);
    expect(imported).toMatchObject({ dryRun: true, report: [{ code: 'refusals_move' }] });
    expect(imported.diff.map((change) => change.path)).toContain('chains.fast');
    expect(api.editor.revision()).toBe(1);
  });

  it('stores with dryRun=false, beside what is there', async () => {
    await start();
    const before = api.editor.document().models.length;
    const answer = await api.call('POST', '/litellm/import?dryRun=false', { body: { allowCycles: true } });
    expect(answer).toMatchObject({ status: 200, body: { revision: 2, dryRun: false } });
    expect(api.editor.document().models).toHaveLength(before + 2);
    expect(api.editor.document().validation).toEqual({ crossChainCycles: 'warn' });
  });

  it('of a cycle is refused with the way out', async () => {
    await start();
    const { status, findings } = (await api.call('POST', '/litellm/import', { body: {} })).problem();
    expect(status).toBe(400);
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'cycle', fix: expect.stringContaining('allowCycles') }),
    );
  });

  it('of what is no YAML says where', async () => {
    await start();
    const answer = await api.call('POST', '/litellm/import', { body: { yaml: 'a: [' } });
    const { status, code, findings } = answer.problem();
    expect([status, code]).toEqual([400, 'invalid_litellm_config']);
    expect(findings?.[0]?.position).toEqual({ line: 1, column: 5 });
  });

  it('is refused while a file is the truth', async () => {
    await start(fakeLitellm(), { editor: { managed: true } });
    const body = { allowCycles: true };
    expect((await api.call('POST', '/litellm/import?dryRun=false', { body })).status).toBe(409);
    expect((await api.call('POST', '/litellm/import', { body })).status).toBe(200);
  });
});
