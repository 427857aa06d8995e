import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { deleteProvider, getProvider, listProviders, patchProvider } from '@understudy/contract';
import { registryDocument } from '../testkit/registryDocument.ts';
import { startWritingApi, type WritingApi } from '../testkit/writingApi.ts';

const KEY = Buffer.alloc(32, 7);
const NEW = { id: 'groq', dialect: 'openai', baseUrl: 'https://api.groq.com/openai/v1', apiKey: 'env:GROQ_API_KEY' };

let api: WritingApi;
beforeEach(async () => {
  api = await startWritingApi({ document: registryDocument(), editor: { masterKey: KEY } });
});
afterEach(() => api.close());

const stored = (id: string) => api.editor.document().providers.find((provider) => provider.id === id);
const ids = async (query = '') =>
  (await api.call('GET', `/providers${query}`)).as(listProviders).items.map(({ id }) => id);
const providerAt = async (path: string) => (await api.call('GET', `/providers/${path}`)).as(getProvider);

describe('GET providers', () => {
  it('lists by priority, with what is known of each', async () => {
    const page = (await api.call('GET', '/providers', { token: 'view' })).as(listProviders);
    expect(page).toMatchObject({ total: 3, next: null });
    expect(page.items[0]).toMatchObject({ id: 'eu/claude', status: { health: 'healthy', models: 1 } });
  });

  it.each([
    ['?enabled=false', ['local']],
    ['?capability=vision', ['openai']],
    ['?search=CLAU', ['eu/claude']],
    ['?limit=1', ['eu/claude']],
    ['?limit=1&cursor=1', ['openai']],
    ['?search=nothing', []],
  ])('filters and pages by %s', async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  it('gives one by an id with slashes, and 404 for an unknown one', async () => {
    expect((await providerAt('eu/claude')).id).toBe('eu/claude');
    expect((await providerAt('eu%2Fclaude')).id).toBe('eu/claude');
    const { status, body } = await api.call('GET', '/providers/nobody');
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'not_found', detail: 'there is no provider "nobody"' });
  });

  it.each(['?limit=0', '?enabled=maybe', '?capability=smell', '?cursor=x'])('refuses %s', async (query) => {
    expect((await api.call('GET', `/providers${query}`)).status).toBe(400);
  });
});

describe('POST and PUT providers', () => {
  it('adds one, says where it is, and keeps author and reason', async () => {
    const headers = { 'x-understudy-reason': encodeURIComponent('für Groq') };
    const { status, body, headers: got, etag } = await api.call('POST', '/providers', { body: NEW, headers });
    expect(status).toBe(201);
    expect(got.get('location')).toBe('/api/v1/providers/groq');
    expect(body).toMatchObject({ revision: 2, dryRun: false, diff: [{ path: 'providers.groq' }], resource: NEW });
    expect(api.store.current()).toMatchObject({ author: 'adm', reason: 'für Groq' });
    expect((await api.call('GET', '/providers/groq')).etag).toBe(etag);
  });

  it('refuses an id that is taken with its representation, also in a dry run', async () => {
    for (const query of ['', '?dryRun=true']) {
      const answer = await api.call('POST', `/providers${query}`, { body: { ...NEW, id: 'openai' } });
      const { etag } = answer;
      expect(etag).not.toBe('');
      expect(answer).toMatchObject({ status: 412, body: { code: 'already_exists', current: { id: 'openai' }, etag } });
      expect(answer.problem().fix).toContain('PUT /api/v1/providers/openai');
    }
  });

  it('asks for If-Match on what exists, and for none on what is new', async () => {
    const body = { dialect: 'openai', baseUrl: 'https://x.example/v1' };
    expect((await api.call('PUT', '/providers/openai', { body })).status).toBe(428);
    expect((await api.call('PUT', '/providers/openai', { body, ifMatch: '"stale"' })).status).toBe(412);
    expect((await api.call('PUT', '/providers/new/one', { body })).status).toBe(200);
    expect(stored('new/one')).toMatchObject(body);
  });

  it('refuses a body that names another id, is of the wrong shape, or has an unknown key', async () => {
    const put = async (body: unknown) => (await api.change('PUT', '/providers/openai', { body })).problem();
    expect((await put(NEW)).detail).toContain('"id"');
    const { findings } = await put({ dialect: 'klingon', baseUrl: 'https://x.example' });
    expect(findings?.[0]?.path).toBe('dialect');
    const unknown = await put({ dialect: 'openai', baseURL: 'https://x.example' });
    expect(unknown.status).toBe(400);
    expect(JSON.stringify(unknown.findings)).toContain('baseUrl');
  });

  it('seals a plain key and never gives it back', async () => {
    const { text } = await api.call('POST', '/providers', { body: { ...NEW, apiKey: 'sk-very-secret' } });
    expect(stored('groq')?.apiKey).toMatch(/^sealed:v1:/);
    const answers = [
      text,
      (await api.call('GET', '/providers/groq')).text,
      (await api.call('GET', '/providers')).text,
      (await api.call('GET', '/config')).text,
      (await api.call('GET', '/revisions/2')).text,
      (await api.call('GET', '/revisions/2/diff')).text,
      JSON.stringify(api.notes),
    ];
    for (const answer of answers) expect(answer).not.toMatch(/sk-very-secret|sealed:/);
    expect((await providerAt('groq')).apiKey).toEqual({ set: true });
  });

  it('keeps a secret that is sent back as set, removes one that is null or left out', async () => {
    await api.call('POST', '/providers', { body: { ...NEW, apiKey: 'sk-1', headers: { 'X-Key': 'k-1' } } });
    const before = stored('groq');
    const { id: _id, ...rest } = NEW;
    const kept = { ...rest, apiKey: { set: true }, headers: { 'x-key': { set: true } } };
    expect((await api.change('PUT', '/providers/groq', { body: kept })).status).toBe(200);
    expect(stored('groq')?.apiKey).toBe(before?.apiKey);
    await api.change('PUT', '/providers/groq', { body: { ...rest, apiKey: null } });
    expect(stored('groq')).not.toHaveProperty('apiKey');
    const unset = await api.change('PUT', '/providers/groq', { body: kept });
    expect(unset).toMatchObject({ status: 400, body: { code: 'secret_not_set' } });
  });
});

describe('PATCH providers', () => {
  it('changes what is named, removes what is null, and keeps the secrets', async () => {
    const body = { priority: null, headers: { 'X-Team': 'red' }, deadlines: { idleMs: 5 } };
    const answer = await api.change('PATCH', '/providers/eu/claude', { body });
    expect(answer.status).toBe(200);
    expect(stored('eu/claude')).toEqual({
      id: 'eu/claude',
      dialect: 'anthropic',
      baseUrl: 'https://api.anthropic.com',
      apiKey: 'env:OPERATORS_OWN',
      headers: { 'X-Team': expect.stringMatching(/^sealed:/), 'X-Auth-Token': 'env:TEAM_API_KEY' },
      deadlines: { idleMs: 5 },
    });
    expect(answer.as(patchProvider).resource.headers?.['X-Team']).toEqual({ set: true });
  });

  it('keeps a secret that is sent as set, and takes status for read-only', async () => {
    const body = { apiKey: { set: true }, enabled: false, status: { health: 'down' } };
    await api.change('PATCH', '/providers/openai', { body });
    expect(stored('openai')).toMatchObject({ apiKey: 'env:OPENAI_API_KEY', enabled: false });
    expect(stored('openai')).not.toHaveProperty('status');
  });

  it('drops the credential where the origin changes, and says so in the diff', async () => {
    const moved = { baseUrl: 'https://elsewhere.example' };
    const answer = await api.change('PATCH', '/providers/eu/claude', { body: moved });
    const { diff, findings } = answer.as(patchProvider);
    expect(stored('eu/claude')).toMatchObject({ headers: { 'X-Team': 'blue' } });
    expect(stored('eu/claude')).not.toHaveProperty('apiKey');
    expect(stored('eu/claude')?.headers).not.toHaveProperty('X-Auth-Token');
    expect(diff.map(({ path }) => path)).toContain('providers["eu/claude"].apiKey');
    expect(findings).toContainEqual(expect.objectContaining({ code: 'no_credential' }));
  });

  it('keeps it on another path of the same origin', async () => {
    await api.change('PATCH', '/providers/openai', { body: { baseUrl: 'https://api.openai.com/v2' } });
    expect(stored('openai')?.apiKey).toBe('env:OPENAI_API_KEY');
  });

  it("lets no reference of the operator's own be sent to another server", async () => {
    const moved = { baseUrl: 'https://thief.example', apiKey: 'env:OPERATORS_OWN' };
    const patched = await api.change('PATCH', '/providers/eu/claude', { body: moved });
    expect(patched).toMatchObject({ status: 400, body: { findings: [{ code: 'reference_not_allowed' }] } });
    const allowed = await api.change('PATCH', '/providers/eu/claude', {
      body: { ...moved, apiKey: 'env:CLAUDE_API_KEY' },
    });
    expect(allowed.status).toBe(200);
  });

  it.each([[[]], [1], ['x'], [null]])('refuses the patch %j', async (body) => {
    expect((await api.change('PATCH', '/providers/openai', { body })).status).toBe(400);
  });

  it('gives 404 for an unknown one and 428 without If-Match', async () => {
    expect((await api.call('PATCH', '/providers/nobody', { body: {} })).status).toBe(404);
    expect((await api.call('PATCH', '/providers/openai', { body: {} })).status).toBe(428);
  });

  it('makes no revision where nothing changes', async () => {
    const { body } = await api.change('PATCH', '/providers/openai', { body: { dialect: 'openai' } });
    expect(body).toMatchObject({ revision: 1, diff: [] });
    expect(api.store.history).toHaveLength(1);
    expect(api.notes).toMatchObject([{ action: 'patchProvider', outcome: 'done', revision: null }]);
  });
});

describe('addresses of providers', () => {
  it.each([
    'http://169.254.169.254/latest',
    'http://2852039166/',
    'http://0xA9FEA9FE/',
    'http://0251.0376.0251.0376/',
    'http://[::ffff:169.254.169.254]/',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'http://metadata.google.internal/computeMetadata/v1',
    'http://METADATA.google.internal./',
    'http://100.100.100.200/',
  ])('refuses %s', async (baseUrl) => {
    const answer = await api.call('POST', '/providers', { body: { ...NEW, baseUrl } });
    const { status, findings } = answer.problem();
    expect(status).toBe(400);
    expect(findings).toContainEqual(expect.objectContaining({ code: 'metadata_address' }));
  });

  it('refuses credentials in the address, and other schemes', async () => {
    const finding = async (baseUrl: string) =>
      (await api.call('POST', '/providers', { body: { ...NEW, baseUrl } })).problem().findings?.[0];
    expect((await finding('https://me:pw@api.groq.com/v1'))?.code).toBe('credentials_in_url');
    expect((await finding('ftp://api.groq.com/v1'))?.path).toBe('baseUrl');
  });

  it('permits metadata addresses where the operator does', async () => {
    const open = await startWritingApi({ editor: { urls: { allowMetadata: true } } });
    const body = { ...NEW, baseUrl: 'http://169.254.169.254/' };
    expect((await open.call('POST', '/providers', { body })).status).toBe(201);
    await open.close();
  });
});

describe('DELETE providers', () => {
  it('refuses one in use with everything that would change', async () => {
    const { status, code, affected } = (await api.change('DELETE', '/providers/eu/claude')).problem();
    expect([status, code]).toEqual([409, 'in_use']);
    expect(affected).toEqual([
      'models.claude: removed',
      'chains.gpt-4o.fallbacks: claude taken out',
      'chains.gpt-4o.contextWindowFallbacks: claude taken out; nothing is left of this list, so fallbacks serve it',
      'chains["org/mini"].fallbacks: claude taken out',
      'costs.referenceModel: set to null',
    ]);
    expect(api.store.history).toHaveLength(1);
  });

  it('takes all of it out in one revision with cascade, and a rollback brings it back', async () => {
    const remove = async (query: string) =>
      (await api.change('DELETE', `/providers/eu/claude?cascade=true${query}`)).as(deleteProvider);
    const dry = await remove('&dryRun=true');
    expect(dry).toMatchObject({ dryRun: true, revision: 1 });
    const done = await remove('');
    expect(done).toMatchObject({ dryRun: false, revision: 2 });
    expect(done.diff).toEqual(dry.diff);
    expect(dry.diff.map(({ path }) => path)).toContain('providers["eu/claude"]');
    expect(api.store.history).toHaveLength(2);
    expect(api.editor.document()).toMatchObject({
      chains: [
        { model: 'gpt-4o', fallbacks: ['org/mini'] },
        { model: 'org/mini', fallbacks: [] },
      ],
      costs: { referenceModel: null },
    });
    expect(api.editor.document().chains[0]).not.toHaveProperty('contextWindowFallbacks');
    const { etag } = await api.call('GET', '/config');
    expect((await api.call('POST', '/revisions/1/rollback', { ifMatch: etag })).status).toBe(200);
    expect(api.editor.document()).toEqual(registryDocument());
  });

  it('needs If-Match and gives 404 for an unknown one', async () => {
    expect((await api.call('DELETE', '/providers/openai')).status).toBe(428);
    expect((await api.call('DELETE', '/providers/nobody')).status).toBe(404);
  });
});

describe('who may write providers', () => {
  it.each(['view', 'edi'])('refuses %s and notes it', async (token) => {
    expect((await api.call('POST', '/providers', { body: NEW, token })).status).toBe(403);
    expect((await api.call('DELETE', '/providers/openai', { token, ifMatch: '*' })).status).toBe(403);
    expect(api.notes).toMatchObject([
      { author: token, action: 'createProvider', outcome: 'refused', status: 403 },
      { author: token, action: 'deleteProvider', target: 'openai', status: 403 },
    ]);
  });

  it('refuses everybody under --managed, but not a dry run', async () => {
    const managed = await startWritingApi({ document: registryDocument(), editor: { managed: true } });
    const refused = await managed.call('POST', '/providers', { body: NEW });
    expect(refused).toMatchObject({ status: 409, body: { code: 'managed' } });
    expect((await managed.call('POST', '/providers?dryRun=true', { body: NEW })).body).toMatchObject({
      dryRun: true,
      revision: 1,
      diff: [{ path: 'providers.groq' }],
    });
    expect(managed.store.history).toHaveLength(1);
    await managed.close();
  });
});
