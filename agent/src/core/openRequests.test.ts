import { describe, expect, it } from '@jest/globals';
import { OpenRequests } from './openRequests.ts';
import { requestOf, startEngine } from '../engine/testkit/index.ts';

describe('open requests', () => {
  it('are settled when none began', async () => {
    await expect(new OpenRequests().settled()).resolves.toBeUndefined();
  });

  it('are waited for until their books are closed', async () => {
    const { engine } = startEngine();
    const open = new OpenRequests();
    engine.listen(open.listener);
    const result = await engine.run(requestOf());
    let settled = false;
    const waiting = open.settled().then(() => (settled = true));
    await Promise.resolve();
    expect(settled).toBe(false);
    if (result.kind !== 'answer') throw new Error('expected an answer');
    await result.settlement.delivered(200);
    await waiting;
    expect(settled).toBe(true);
  });
});
