import { describe, expect, it } from '@jest/globals';
import type { ConfigDocument } from '@understudy/contract';
import { MemoryStore } from '../testkit/memoryStore.ts';
import { registryDocument } from '../testkit/registryDocument.ts';
import { ConfigEditor } from './configEditor.ts';

const META = { author: 'ada', reason: null, dryRun: false };

function editorOf(store: MemoryStore): ConfigEditor {
  return new ConfigEditor({
    store,
    managed: false,
    masterKey: undefined,
    references: { allowedEnv: ['*_API_KEY'] },
    urls: { allowMetadata: false },
    hasCredential: () => true,
    now: () => '2026-10-01T08:00:00.000Z',
  });
}
const withRate = (fallbackRate: number) => (base: ConfigDocument) => ({ ...base, warnings: { fallbackRate } });

describe('ConfigEditor', () => {
  it('runs a change again on the newer document where another writer came first', async () => {
    const store = new MemoryStore(registryDocument());
    let others = 2;
    store.beforeWrite = () => {
      if (others > 0) store.put({ ...store.current()!.document, warnings: { costMultiplier: 1 + others-- } });
    };
    const seen: unknown[] = [];
    const result = await editorOf(store).edit((base) => {
      seen.push(base.warnings?.costMultiplier);
      return { ...base, warnings: { ...base.warnings, fallbackRate: 0.5 } };
    }, META);
    expect(seen).toEqual([undefined, 3, 2]);
    expect(result).toMatchObject({ revision: 4, document: { warnings: { costMultiplier: 2, fallbackRate: 0.5 } } });
  });

  it('gives up with 503 where others never pause', async () => {
    const store = new MemoryStore(registryDocument());
    let number = 1;
    store.beforeWrite = () => store.put({ ...store.current()!.document, warnings: { costMultiplier: number++ } });
    await expect(editorOf(store).edit(withRate(0.5), META)).rejects.toMatchObject({ problem: { status: 503 } });
  });

  it('refuses more edits than could be done in a while', async () => {
    const editor = editorOf(new MemoryStore(registryDocument()));
    const edits = Array.from({ length: 502 }, (_, at) => editor.edit(withRate(at / 1_000), META));
    const refused = (await Promise.allSettled(edits)).filter(({ status }) => status === 'rejected');
    expect(refused).toMatchObject([{ reason: { problem: { code: 'busy' } } }, { reason: {} }]);
    await expect(editor.edit(withRate(0.9), META)).resolves.toMatchObject({ dryRun: false });
  });

  it('goes on after an edit that threw', async () => {
    const editor = editorOf(new MemoryStore(registryDocument()));
    const failed = editor.edit(() => {
      throw new Error('a mistake');
    }, META);
    const done = editor.edit(withRate(0.4), META);
    await expect(failed).rejects.toThrow('a mistake');
    await expect(done).resolves.toMatchObject({ revision: 2 });
  });

  it('refuses a new reference that the rules forbid, and permits the same one where it stands already', async () => {
    const store = new MemoryStore(registryDocument());
    const editor = editorOf(store);
    await expect(editor.edit(withRate(0.4), META)).resolves.toMatchObject({ revision: 2 });
    const copied = (base: ConfigDocument) => ({
      ...base,
      providers: base.providers.map((one) => (one.id === 'openai' ? { ...one, apiKey: 'env:OPERATORS_OWN' } : one)),
    });
    await expect(editor.edit(copied, META)).rejects.toMatchObject({
      problem: { status: 400, findings: [{ code: 'reference_not_allowed', path: 'providers[0].apiKey' }] },
    });
  });

  it('refuses a plain secret without a master key', async () => {
    const plain = (base: ConfigDocument) => ({ ...base, clients: [{ id: 'shop', key: 'plain-key' }] });
    const failed = editorOf(new MemoryStore(registryDocument())).edit(plain, META);
    const error = await failed.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ problem: { findings: [{ code: 'plain_secret', path: 'clients[0].key' }] } });
    expect(JSON.stringify(error)).not.toContain('plain-key');
  });
});
