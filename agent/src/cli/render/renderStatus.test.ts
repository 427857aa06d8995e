import { describe, expect, it } from '@jest/globals';
import { getStatus, statusSchema, type AgentStatus, type StoreStatus } from '@understudy/contract';
import { renderStatus } from './renderStatus.ts';

const STATUS = statusSchema.parse(getStatus.success.example);
const AWAY: StoreStatus = {
  ...{ kind: 'redis', address: 'redis://cache:6379', connected: false },
  ...{ since: '2026-03-10T11:58:00.000Z', problem: 'connect ECONNREFUSED' },
};

/** The lines above the table of chains. */
function headOf(status: Partial<AgentStatus>): string[] {
  return renderStatus({ ...STATUS, ...status })
    .split('\n\n', 1)
    .flatMap((head) => head.split('\n'));
}

describe('the head of a status', () => {
  it('says nothing of a store on the disk of the agent', () => {
    expect(headOf({})).toEqual(['agent 0.1.0, group default, revision 7']);
  });

  it('says where a shared store is', () => {
    const store: StoreStatus = { ...AWAY, connected: true, since: null, problem: null };
    expect(headOf({ store })[1]).toBe('store redis://cache:6379');
  });

  it('says of one that is away since when, why, and what that costs', () => {
    expect(headOf({ store: AWAY }).slice(1)).toEqual([
      'store redis://cache:6379: AWAY since 2026-03-10 11:58:00: connect ECONNREFUSED',
      'The agent serves on with what is in force; changes cannot be saved.',
    ]);
  });

  it('does not say of a managed agent, which saves no document, that it cannot', () => {
    expect(headOf({ store: AWAY, config: { ...STATUS.config, managed: true } }).at(-1)).toBe(
      'The agent serves on with what is in force; tokens cannot be created, circuits are not shared.',
    );
  });
});
