import { describe, expect, it } from '@jest/globals';
import { costOf } from '@understudy/contract';
import fc from 'fast-check';
import type { EngineEvent, RequestRecord } from '../../engine/index.ts';
import { matching, readExposition, sumOf, type ExposedSample } from '../../testkit/exposed.ts';
import { FREE, aStep, chainsOf } from '../../testkit/telemetryFixtures.ts';
import { playStory, storyOf } from '../../testkit/telemetryStory.ts';
import { Statistics } from '../statistics/statistics.ts';
import { createMetrics } from './createMetrics.ts';

const chains = chainsOf(
  [
    aStep(),
    aStep({ model: 'claude', provider: 'anthropic', price: { input: 3, output: 15, cachedInput: 0.3 } }),
    aStep({ model: 'llama', provider: 'local', price: FREE }),
  ],
  [aStep({ model: 'unpriced', provider: 'new', price: null }), aStep({ model: 'small' })],
);
const clock = { now: () => 0, wall: () => Date.UTC(2026, 0, 2, 12) };

async function scrape(events: readonly EngineEvent[]): Promise<readonly ExposedSample[]> {
  const readers = { circuits: () => [], nextPosition: () => 0 };
  const metrics = createMetrics({ clock, readers, build: { version: '1', revision: 'none' }, nodeMetrics: false });
  metrics.configured({ chains, hash: 'h', group: 'g', pricesUpdatedAt: null });
  for (const event of events) metrics.listener(event);
  return readExposition(await metrics.text());
}

const recordsOf = (events: readonly EngineEvent[]): readonly RequestRecord[] =>
  events.flatMap((event) => (event.type === 'request-ended' ? [event.record] : []));

/** Steps that were left or ended at without any call. */
const skipsOf = (record: RequestRecord): number => {
  const called = new Set(record.attempts.map((attempt) => attempt.position));
  const reached = record.hops.length + 1;
  return record.rejection === null ? reached - called.size : 0;
};

const eligible = (samples: readonly ExposedSample[], where = {}, routes = ['primary', 'fallback']): number =>
  matching(samples, 'understudy_requests_total', where)
    .filter(
      ({ labels: { outcome = '', route = '' } }) => ['success', 'error'].includes(outcome) && routes.includes(route),
    )
    .reduce((sum, { value }) => sum + value, 0);

const holds = (
  check: (samples: readonly ExposedSample[], events: readonly EngineEvent[]) => void | Promise<void>,
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(storyOf(['gpt-4o', 'unpriced', 'small']), async (story) => {
      const events = playStory(chains, story);
      await check(await scrape(events), events);
    }),
    { numRuns: 60 },
  );

describe('over any story of requests', () => {
  it('hops that leave position 0 equal requests that reached route fallback', () =>
    holds((samples) => {
      const firstHops = [...chains.values()].reduce((sum, { model, steps: [primary] }) => {
        const from = { from_provider: primary?.provider ?? '', from_model: primary?.upstreamModel ?? '' };
        return sum + sumOf(samples, 'understudy_fallbacks_total', { model, ...from });
      }, 0);
      expect(firstHops).toBe(sumOf(samples, 'understudy_requests_total', { route: 'fallback' }));
    }));

  it('calls add up: eligible, client errors, cancelled ones, retries and later hops, less what was skipped', () =>
    holds((samples, events) => {
      const requests = (outcome: string): number => sumOf(samples, 'understudy_requests_total', { outcome });
      const skips = recordsOf(events).reduce((sum, record) => sum + skipsOf(record), 0);
      const hops = sumOf(samples, 'understudy_fallbacks_total');
      const retries = sumOf(samples, 'understudy_retries_total');
      expect(sumOf(samples, 'understudy_attempts_total')).toBe(
        eligible(samples) + requests('client_error') + requests('cancelled') + retries + hops - skips,
      );
    }));

  it('no more chains are exhausted than requests failed, and every request counts once', () =>
    holds((samples, events) => {
      const failed = sumOf(samples, 'understudy_requests_total', { outcome: 'error' });
      expect(sumOf(samples, 'understudy_chain_exhausted_total')).toBeLessThanOrEqual(failed);
      expect(sumOf(samples, 'understudy_requests_total')).toBe(recordsOf(events).length);
      expect(sumOf(samples, 'understudy_request_duration_seconds_count')).toBe(eligible(samples));
    }));

  it('token sums equal what providers reported, failed calls included', () =>
    holds((samples, events) => {
      const used = recordsOf(events).flatMap((record) => record.attempts.flatMap(({ usage }) => usage ?? []));
      const sum = (pick: (usage: (typeof used)[number]) => number): number =>
        used.reduce((n, usage) => n + pick(usage), 0);
      expect(sumOf(samples, 'understudy_tokens_total', { type: 'input' })).toBe(sum((usage) => usage.input));
      expect(sumOf(samples, 'understudy_tokens_total', { type: 'output' })).toBe(sum((usage) => usage.output));
      const reasoning = sumOf(samples, 'understudy_token_details_total', { type: 'reasoning' });
      expect(reasoning).toBe(sum((usage) => usage.reasoning));
    }));

  it('spend is every billed call at its own price, and what was wasted is part of it', () =>
    holds((samples, events) => {
      let spend = 0;
      for (const { attempts } of recordsOf(events)) {
        for (const { step, usage } of attempts) spend += usage === null ? 0 : (costOf(step.price, usage) ?? 0);
      }
      const cost = sumOf(samples, 'understudy_cost_usd_total');
      expect(cost).toBeCloseTo(spend, 9);
      expect(sumOf(samples, 'understudy_wasted_cost_usd_total')).toBeLessThanOrEqual(cost + 1e-9);
    }));

  it('the multiplier compares answers alone: with a baseline known, cost has a counterpart in it', () =>
    holds((samples, events) => {
      const answers = recordsOf(events).filter(({ outcome, route }) => outcome === 'success' && route === 'fallback');
      const known = answers.filter(
        ({ requested, served }) => (requested?.price ?? null) !== null && (served?.price ?? null) !== null,
      );
      const cost = known.reduce((sum, { served, usage }) => sum + (usage ? (costOf(served?.price, usage) ?? 0) : 0), 0);
      const base = known.reduce(
        (sum, { requested, usage }) => sum + (usage ? (costOf(requested?.price, usage) ?? 0) : 0),
        0,
      );
      const where = { route: 'fallback', baseline: 'known' };
      expect(sumOf(samples, 'understudy_cost_usd_total', where)).toBeCloseTo(cost, 9);
      expect(sumOf(samples, 'understudy_baseline_cost_usd_total', { route: 'fallback' })).toBeCloseTo(base, 9);
    }));

  it('nothing is in flight when every request is over, disconnects included', () =>
    holds((samples) => {
      for (const { value } of matching(samples, 'understudy_inflight_requests')) expect(value).toBe(0);
    }));

  it('the fallback rate of the statistics is the one that PromQL gives', () =>
    holds(async (samples, events) => {
      const names = { displayName: '', fallbacks: ['x'] };
      const models = new Map([...chains.keys()].map((id) => [id, names] as const));
      const statistics = new Statistics({ clock, models: () => models, costMultiplierLimit: () => 2 });
      for (const event of events) statistics.listener(event);
      for (const stat of (await statistics.fallbackStats({ tz: 'UTC', now: clock.wall() })).stats) {
        const { model } = stat;
        const total = eligible(samples, { model });
        const fell = eligible(samples, { model }, ['fallback']);
        expect([stat.totalRequests, stat.fallbackCount]).toEqual([total, fell]);
        expect(stat.fallbackRate).toBe(total === 0 ? 0 : fell / total);
        const cost = sumOf(samples, 'understudy_cost_usd_total', { model, route: 'fallback', baseline: 'known' });
        if (stat.estimatedFallbackCostUsd !== null) expect(stat.estimatedFallbackCostUsd).toBeCloseTo(cost, 9);
      }
    }));
});
