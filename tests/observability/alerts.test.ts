import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openAlertStage, type AlertStage } from './alertStage.ts';
import { AlertStory } from './alertStory.ts';
import { fired, nameOf, resolved, subjectOf } from './deliveries.ts';
import { AFTERWARDS, BUSY_MACHINE, INHIBITED, NO_AGENT_UP, ONE_AGENT_DOWN, whileBroken } from './expectedAlerts.ts';

const LIMIT_MS = 600_000;

let stage: AlertStage;
let story: AlertStory;

beforeAll(async () => {
  stage = await openAlertStage();
  await stage.start();
  story = new AlertStory(stage);
  await story.play();
}, LIMIT_MS);

afterAll(() => stage.close(), LIMIT_MS);

/** When an alert was first in a state, in seconds since the epoch; undefined: never. */
async function firstIn(state: 'pending' | 'firing', name: string): Promise<number | undefined> {
  const [, alert = '', subject = ''] = name.split(' ');
  const series = await stage.prometheus.samples(`ALERTS{alertname="${alert}", alertstate="${state}"}[1h]`);
  const times = series
    .filter(({ metric }) => subjectOf(metric) === subject)
    .flatMap(({ values }) => values.map(([at]) => at));
  return times.length === 0 ? undefined : Math.min(...times);
}

const quiet = (names: readonly string[]): string[] =>
  names.filter((name) => !(BUSY_MACHINE as readonly string[]).includes(name));

describe('the alerts of a story in which everything breaks and heals', () => {
  it('are exactly the expected ones; what never failed never alerts', () => {
    const expected = [...whileBroken(stage.second.control), ...AFTERWARDS, ONE_AGENT_DOWN, NO_AGENT_UP];
    expect(quiet(fired(story.delivered))).toEqual([...expected].sort());
  });

  it('are resolved once it is healed, but for what a service level remembers', () => {
    const expected = [...whileBroken(stage.second.control), ONE_AGENT_DOWN, NO_AGENT_UP];
    expect(quiet(resolved(story.delivered))).toEqual([...expected].sort());
  });

  it('were pending before they fired, and were delivered after that', async () => {
    for (const name of [...whileBroken(stage.second.control), ...AFTERWARDS, ONE_AGENT_DOWN, NO_AGENT_UP]) {
      const pending = await firstIn('pending', name);
      const firing = await firstIn('firing', name);
      const delivery = story.delivered.find((alert) => alert.status === 'firing' && nameOf(alert) === name);
      expect({ name, pending, firing }).toEqual({ name, pending: expect.any(Number), firing: expect.any(Number) });
      expect(firing).toBeGreaterThan(pending ?? Infinity);
      expect((delivery?.at ?? 0) / 1_000).toBeGreaterThan(firing ?? Infinity);
    }
  });

  it('are not delivered while a worse one of the same model is', async () => {
    for (const name of INHIBITED) expect(await firstIn('firing', name)).toBeDefined();
  });

  it('say what they are about and where to read on', () => {
    for (const { labels, annotations } of story.delivered) {
      expect(annotations).toEqual({
        summary: expect.any(String),
        description: expect.stringContaining(subjectOf({ ...labels, job: '' }).split('/')[0] ?? ''),
        runbook_url: expect.stringMatching(/^http:\/\/127[.]0[.]0[.]1:4101\/docs\/runbooks\/[a-z-]+$/),
      });
    }
  });

  it('and their rules are evaluated without an error', async () => {
    const { groups } = await stage.prometheus.get<{ groups: { rules: { name: string; health: string }[] }[] }>('rules');
    const rules = groups.flatMap((group) => group.rules);
    expect(rules.length).toBeGreaterThan(40);
    expect(rules.filter(({ health }) => health !== 'ok')).toEqual([]);
  });
});
