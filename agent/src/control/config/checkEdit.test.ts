import { describe, expect, it } from '@jest/globals';
import type { ConfigDocument } from '@understudy/contract';
import { checkEdit } from './checkEdit.ts';

const ids = Array.from({ length: 1_000 }, (_, index) => `m${index}`);
const LARGE: ConfigDocument = {
  version: 1,
  providers: [{ id: 'p', dialect: 'openai', baseUrl: 'https://p.example/v1', apiKey: 'env:P_API_KEY' }],
  models: ids.map((id) => ({ id, provider: 'p' })),
  chains: ids.slice(1).map((model) => ({ model, fallbacks: ['m0'] })),
};

describe('checkEdit', () => {
  it('lets others have their turn while a large document is checked', async () => {
    const state = { turns: 0, checking: true };
    const count = (): void => {
      state.turns += 1;
      if (state.checking) setImmediate(count);
    };
    setImmediate(count);
    const { document } = await checkEdit(LARGE, LARGE, {
      masterKey: undefined,
      references: { allowedEnv: ['*_API_KEY'] },
      urls: { allowMetadata: false },
      hasCredential: () => true,
    });
    state.checking = false;
    expect(document?.models).toHaveLength(1_000);
    expect(state.turns).toBeGreaterThan(3);
  });
});
