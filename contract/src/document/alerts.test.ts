import { describe, expect, it } from '@jest/globals';
import { alertsSchema, effectiveAlerts } from './alerts.ts';

describe('effectiveAlerts', () => {
  it('has a value for everything where the document says nothing', () => {
    expect(effectiveAlerts({})).toEqual({
      job: 'understudy-agent',
      labels: ['cluster', 'namespace', 'job'],
      minRequests: 20,
      provenWithinDays: null,
      timeScale: 1,
      runbookBaseUrl: 'http://127.0.0.1:4101/docs/runbooks',
      thresholds: {
        fallbackRate: 0.1,
        costMultiplier: 2,
        extraCostUsdPerHour: 0.5,
        latencyP95Seconds: 15,
        fallbackSlo: 0.95,
        availabilitySlo: 0.995,
      },
      chains: new Map(),
    });
  });

  it('takes the thresholds of `warnings`, and what a chain says of its own over the rest', () => {
    const { thresholds, chains } = effectiveAlerts({
      warnings: { fallbackRate: 0.2 },
      alerts: {
        latencyP95Seconds: 30,
        slo: { availability: 0.99 },
        chains: { 'gpt-4o': { fallbackRate: 0.5, slo: { fallback: 0.8 } } },
      },
    });
    expect(thresholds).toMatchObject({ fallbackRate: 0.2, latencyP95Seconds: 30, availabilitySlo: 0.99 });
    expect(chains.get('gpt-4o')).toEqual({ ...thresholds, fallbackRate: 0.5, fallbackSlo: 0.8 });
  });

  it('takes a slash from the end of the folder of the runbooks', () => {
    expect(effectiveAlerts({ alerts: { runbookBaseUrl: 'https://wiki.example/runbooks//' } }).runbookBaseUrl).toBe(
      'https://wiki.example/runbooks',
    );
  });
});

describe('alertsSchema', () => {
  it.each([
    [{ labels: ['a-b'] }],
    [{ labels: ['outcome'] }],
    [{ labels: ['__name__'] }],
    [{ job: 'a"} or vector(1)' }],
    [{ runbookBaseUrl: 'javascript:alert(1)' }],
    [{ slo: { fallback: 1 } }],
    [{ timeScale: 0 }],
    [{ chains: { 'a b': {} } }],
  ])('refuses %j', (alerts) => {
    expect(alertsSchema.safeParse(alerts).success).toBe(false);
  });
});
