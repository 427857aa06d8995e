import { Cancel, type EngineRequest } from '../engine/index.ts';

/** A request as the data plane hands it to the engine; its prompt must turn up nowhere. */
export function aRequest(over: Partial<EngineRequest> = {}): EngineRequest {
  return {
    id: 'req-1',
    api: 'chat',
    model: 'gpt-4o',
    stream: false,
    raw: Buffer.from('{"messages":[{"content":"canary prompt"}]}'),
    json: { messages: [{ content: 'canary prompt' }] },
    headers: {},
    client: 'shop',
    tags: [],
    timeoutMs: null,
    fallbacks: 'chain',
    cancel: new Cancel(),
    traits: () => {
      throw new Error('nobody needs them');
    },
    ...over,
  };
}
