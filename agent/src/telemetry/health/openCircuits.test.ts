import { describe, expect, it } from '@jest/globals';
import type { AttemptResult, CircuitState } from '../../engine/index.ts';
import { aStep, anAttempt } from '../../testkit/telemetryFixtures.ts';
import { OpenCircuits } from './openCircuits.ts';

const step = aStep();
const other = aStep({ provider: 'azure' });

function setUp() {
  let at = 1_000;
  const circuits = new OpenCircuits({ wall: () => at });
  const moved = (to: CircuitState, of = step, by: string | null = null): void =>
    circuits.listener({ type: 'circuit-moved', step: of, from: 'closed', to, cooldownUntil: 0, by });
  const ended = (result: AttemptResult, of = step): void =>
    circuits.listener({
      ...{ type: 'attempt-ended', requestId: 'r', model: 'gpt-4o' },
      attempt: anAttempt({ step: of, result }),
    });
  return { circuits, moved, ended, travel: (to: number) => (at = to) };
}

describe('open circuits', () => {
  it('know what opened them: the failure that is told after the move', () => {
    const { circuits, moved, ended } = setUp();
    ended('timeout');
    moved('open');
    expect(circuits.of(step.target)).toMatchObject({ openedBy: null, openSince: 1_000 });
    ended('server_error', other);
    ended('rate_limit');
    ended('connection');
    expect(circuits.of(step.target)).toMatchObject({ openedBy: 'rate_limit', openSince: 1_000 });
    expect(circuits.of(other.target)).toBeNull();
  });

  it('do not take a failure of this agent for what another one opened by', () => {
    const { circuits, moved, ended } = setUp();
    moved('open', step, 'agent-b');
    ended('rate_limit');
    expect(circuits.of(step.target)).toMatchObject({ openedBy: null, openSince: 1_000 });
  });

  it('are open since the first time, however many probes failed meanwhile', () => {
    const { circuits, moved, ended, travel } = setUp();
    moved('open');
    ended('rate_limit');
    travel(5_000);
    moved('half_open');
    moved('open');
    ended('connection');
    expect(circuits.of(step.target)).toMatchObject({ openedBy: 'connection', openSince: 1_000 });
  });

  it('keep what is known where calls are told that opened nothing', () => {
    const { circuits, moved, ended } = setUp();
    moved('open');
    for (const result of ['success', 'cancelled', 'client_error', 'context_window'] as const) ended(result);
    expect(circuits.of(step.target)?.openedBy).toBeNull();
    ended('quota');
    expect(circuits.of(step.target)?.openedBy).toBe('quota');
  });

  it('are forgotten once they close', () => {
    const { circuits, moved } = setUp();
    moved('open');
    moved('closed');
    expect(circuits.of(step.target)).toBeNull();
  });
});
