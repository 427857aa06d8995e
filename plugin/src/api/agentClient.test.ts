import { describe, expect, it } from '@jest/globals';
import { deleteChain, getChain, getStatus, listEvents, putChain } from '@understudy/contract';
import { createAgentClient } from './agentClient.ts';
import { AgentError } from './AgentError.ts';
import type { TransportRequest, TransportResponse } from './transport.ts';

/** A client whose calls end in `asked`, all answered with `answer`. */
function clientOf(answer: Partial<TransportResponse>) {
  const asked: TransportRequest[] = [];
  const client = createAgentClient(async (request) => {
    asked.push(request);
    return { status: 200, body: undefined, header: () => null, ...answer };
  });
  return { client, asked };
}

describe('a call of the control API', () => {
  it('parses the answer and keeps its ETag', async () => {
    const { client } = clientOf({
      body: getStatus.success.example,
      header: (name) => (name === 'etag' ? '"7"' : null),
    });
    const { data, etag } = await client.call(getStatus);
    expect(data.agent.instance).toBe('checkout-7c9f');
    expect(etag).toBe('"7"');
  });

  it('encodes an id with slashes as one segment', async () => {
    const { client, asked } = clientOf({ body: getChain.success.example });
    await client.call(getChain, { target: 'azure/gpt-4.1 eu' });
    expect(asked[0]).toMatchObject({ method: 'get', path: '/chains/azure%2Fgpt-4.1%20eu' });
  });

  it('refuses to call without the target that the path needs', async () => {
    const { client, asked } = clientOf({});
    await expect(client.call(getChain)).rejects.toThrow('getChain needs a target');
    expect(asked).toHaveLength(0);
  });

  it('leaves out what is not asked', async () => {
    const { client, asked } = clientOf({ body: getStatus.success.example });
    await client.call(getStatus, { query: { limit: 1, search: '', state: undefined } });
    expect(asked[0]?.query).toEqual({ limit: '1' });
  });

  it('sends the ETag and the reason of a write', async () => {
    const { client, asked } = clientOf({ body: deleteChain.success.example });
    await client.call(deleteChain, { target: 'gpt-4o', etag: '"7"', reason: 'Preço alto' });
    expect(asked[0]?.headers).toEqual({ 'If-Match': '"7"', 'X-Understudy-Reason': 'Pre%C3%A7o%20alto' });
  });

  it('calls an answer that the contract does not know incompatible', async () => {
    const { client } = clientOf({ body: { agent: 'yes' } });
    const error = await client.call(getStatus).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AgentError);
    expect(error).toMatchObject({ kind: 'incompatible', status: 200 });
  });

  it('fails with what the agent says', async () => {
    const { client } = clientOf({
      status: 412,
      body: { type: 'about:blank', title: 'Stale', status: 412, detail: 'Revision 129 is in force.', etag: '"9"' },
    });
    await expect(client.call(putChain, { target: 'gpt-4o', etag: '"7"' })).rejects.toMatchObject({
      kind: 'conflict',
      message: 'Revision 129 is in force.',
      problem: { etag: '"9"' },
    });
  });

  it('asks for a table as text', async () => {
    const { client, asked } = clientOf({ body: 'time,model\n' });
    await expect(client.csv(listEvents)).resolves.toBe('time,model\n');
    expect(asked[0]).toMatchObject({ as: 'text', headers: { Accept: 'text/csv' } });
  });
});
