import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { renderConfig } from '../../agent/src/litellm/index.ts';
import { runRouterCases, taken, type LoadedReport, type RouterReport } from './routerCases.ts';
import { CASES, deployments, documentOf, seenKeys, server } from './trapCases.ts';

/** LiteLLM's import takes 6 s, and much longer on a busy machine. */
const IMPORT_MS = 300_000;

afterAll(() => {
  server.close();
});

/** Codes of what is told of a file when a document is rendered over it. */
function told(router: object, names = 'abc', top: object = {}): Record<string, string> {
  const before = JSON.stringify({ model_list: deployments(Array.from(names)), router_settings: router, ...top });
  const { findings } = renderConfig(documentOf([], {}), before);
  return Object.fromEntries(findings.map(({ code, severity }) => [code, severity]));
}

let reports: Map<string, RouterReport>;
beforeAll(async () => {
  const found = await runRouterCases(Object.values(CASES));
  reports = new Map(Object.keys(CASES).map((name, at) => [name, found[at] as RouterReport]));
}, IMPORT_MS);

const report = (name: keyof typeof CASES): LoadedReport => taken(reports.get(name));
/** What each question came to: the answer, or the name of the error. */
const outcomes = (name: keyof typeof CASES) => report(name).asked.map(({ answer, error }) => answer ?? error);
const refusal = (name: keyof typeof CASES) => reports.get(name)?.refused;

const FROM_B = 'from b';
const CONTEXT_ERROR = 'ContextWindowExceededError';
const CONTENT_ERROR = 'ContentPolicyViolationError';

describe('special lists', () => {
  it('without any list a refused content is routed around: Understudy writes an empty entry where the trigger is off', () => {
    expect(outcomes('noLists')).toEqual([FROM_B, FROM_B, FROM_B]);
    expect(outcomes('renderedOff')).toEqual([FROM_B, FROM_B, CONTENT_ERROR]);
  });

  it("one group's list takes the general fallback away from the others: Understudy writes an entry for every chain", () => {
    expect(outcomes('othersLists')).toEqual([FROM_B, CONTEXT_ERROR, CONTENT_ERROR]);
    expect(outcomes('renderedOn')).toEqual([FROM_B, FROM_B, 'from c', FROM_B, CONTEXT_ERROR, CONTENT_ERROR]);
  });

  it('two groups in one entry: LiteLLM refuses to start, or looks at the first alone; Understudy makes entries of them', () => {
    expect(refusal('twoKeys')).toContain('must have exactly one key');
    expect(outcomes('twoKeysContext')).toEqual([CONTEXT_ERROR]);
    expect(told({ fallbacks: [{ a: ['b'], c: ['b'] }] })).toMatchObject({ several_groups: 'info' });
  });

  it('a list of names instead of groups: LiteLLM refuses to start; Understudy leaves it out', () => {
    expect(refusal('plainList')).toContain('is not a dictionary');
    expect(told({ fallbacks: ['b', 'c'] })).toMatchObject({ no_group: 'info' });
  });
});

describe('targets', () => {
  it('a bare string is walked letter by letter: Understudy reads it as a list of one', () => {
    expect(report('bareString').asked[0]?.tried).toEqual(['m', 'o', 'd', 'e', 'l', '-', 'b']);
    expect(told({ fallbacks: [{ a: 'b' }] })).toMatchObject({ bare_string: 'info' });
  });

  it('an unknown target is accepted and fails at every hop: Understudy refuses the file', () => {
    expect(report('unknownTarget').asked[0]).toMatchObject({ error: 'InternalServerError', tried: ['ghost'] });
    expect(told({ fallbacks: [{ a: ['ghost'] }] })).toMatchObject({ unknown_target: 'error' });
  });

  it('an entry for no group is accepted and never looked at: Understudy leaves it out', () => {
    expect(told({ fallbacks: [{ nobody: ['b'] }] })).toMatchObject({ unknown_group: 'info' });
  });

  it('a group that names itself is skipped without a word: Understudy leaves it out', () => {
    expect(report('selfTarget').asked[0]).toMatchObject({ error: 'InternalServerError', tried: [] });
    expect(told({ fallbacks: [{ a: ['a'] }] })).toMatchObject({ self_target: 'info' });
  });

  it('of duplicate groups the first counts: Understudy keeps it alone', () => {
    expect(outcomes('duplicate')).toEqual([FROM_B]);
    expect(told({ fallbacks: [{ a: ['b'] }, { a: ['c'] }] })).toMatchObject({ duplicate_group: 'info' });
  });

  it('cycles are accepted, each group is tried once: Understudy explains them', () => {
    expect(report('cycle').asked[0]?.tried).toEqual(['a', 'b', 'c']);
    expect(told({ fallbacks: [{ a: ['b'] }, { b: ['a'] }] })).toMatchObject({ cycle: 'warning' });
  });

  it('a model with the name of a chain behind a prefix gets its fallbacks: Understudy writes it an empty entry', () => {
    expect(outcomes('namesakes')).toEqual([FROM_B]);
    expect(outcomes('renderedNamesakes')).toEqual(['InternalServerError', FROM_B]);
  });
});

describe('depth', () => {
  it('nested chains stop at max_fallbacks: Understudy writes flat lists, which are walked whole', () => {
    expect(report('nested').asked[0]?.tried).toEqual(['a', 'b', 'c']);
    expect(outcomes('flat')).toEqual(['from i']);
  });

  it("a fallback's own chain is walked before the rest of the list: Understudy explains it", () => {
    expect(report('nestedFirst').asked[0]?.tried).toEqual(['a', 'b', 'd', 'c']);
    expect(told({ fallbacks: [{ a: ['b'] }, { b: ['c'] }] })).toMatchObject({ nested_chain: 'warning' });
  });

  it('max_fallbacks: 0 means none at all: Understudy writes 5 or the longest list', () => {
    expect(outcomes('maxZero')).toEqual(['InternalServerError']);
    expect(report('flat').settings['maxFallbacks']).toBe(8);
    expect(report('renderedOff').settings['maxFallbacks']).toBe(5);
  });

  it('default_fallbacks never follow a chain, nor a special list of others: Understudy explains them', () => {
    expect(report('defaults').asked.map(({ tried }) => tried)).toEqual([['a', 'b'], ['c']]);
    expect(outcomes('defaultsSpecial')).toEqual([CONTEXT_ERROR]);
    expect(told({ default_fallbacks: ['c'] })).toMatchObject({ default_fallbacks: 'warning' });
  });
});

describe('cooldowns', () => {
  it('allowed_fails: 3 counts as unset: Understudy writes a policy beside it, and the threshold is met exactly', () => {
    expect(report('failsThree').cooledAfter).toBeNull();
    expect(report('failsTwo').cooledAfter).toBe(3);
    expect(report('renderedFour').cooledAfter).toBe(4);
    expect(report('renderedOne').cooledAfter).toBe(1);
    expect(told({ allowed_fails: 3 })).toMatchObject({ allowed_fails_three: 'info' });
  });

  it('cooldown_time: 0 means 5 s: Understudy writes what is meant, or disable_cooldowns', () => {
    expect(report('cooldownZero').settings['cooldownTime']).toBe(5);
    expect(report('renderedCooldown').settings['cooldownTime']).toBe(0.001);
    expect(report('renderedNoBreaker')).toMatchObject({ cooledAfter: null, settings: { disableCooldowns: true } });
    expect(told({ cooldown_time: 0 })).toMatchObject({ cooldown_zero: 'info' });
  });
});

describe('retries', () => {
  it('wrong policy keys are dropped without a word: Understudy names those that are kept', () => {
    expect(report('wrongKeys').retries['a']).toMatchObject({ rate_limit: 1, connection: 3 });
    expect(told({ model_group_retry_policy: { a: { RateLimitRetries: 1 } } })).toMatchObject({
      unknown_policy_key: 'warning',
    });
  });

  it('no key for connection errors, and separate ones for 503 and 408 or 504: Understudy writes DefaultRetries and both', () => {
    expect(report('connection').retries['a']).toMatchObject({ timeout: 1, unavailable: 3, connection: 3 });
    expect(report('renderedRetries').retries['b']).toMatchObject({
      connection: 4,
      bad_gateway: 4,
      timeout: 1,
      unavailable: 1,
      rate_limit: 2,
      auth: 0,
      not_found: 0,
      bad_request: 0,
      context_window: 0,
      content_policy: 0,
    });
  });

  it("a group's policy replaces the general one whole: Understudy writes every key", () => {
    expect(report('groupPolicy').retries['b']).toMatchObject({ rate_limit: 5, timeout: 3 });
    expect(report('renderedRetries').retries['a']).toMatchObject({ rate_limit: 5, timeout: 1, connection: 4 });
  });

  it('backoff factors cannot be written: Understudy says so', () => {
    const { findings } = renderConfig(documentOf(['a'], { policy: { preset: 'patient' } }), '');
    expect(findings).toContainEqual(expect.objectContaining({ code: 'backoff', severity: 'info' }));
  });
});

describe('settings', () => {
  it('unknown settings are ignored: Understudy names the one that was meant', () => {
    expect(outcomes('misspelt')).toEqual(['InternalServerError']);
    expect(told({ falbacks: [] })).toMatchObject({ unknown_setting: 'warning' });
  });

  it('health_check_interval in router_settings keeps the proxy from starting: Understudy refuses it', () => {
    expect(refusal('misplaced')).toContain('NOT a valid router_settings parameter');
    expect(told({ health_check_interval: 5 })).toMatchObject({ misplaced_key: 'error' });
  });

  it('litellm_settings come into force where router_settings are empty: Understudy explains it', () => {
    expect(outcomes('settingsTwice')).toEqual([FROM_B]);
    expect(told({}, 'ab', { litellm_settings: { fallbacks: [] } })).toMatchObject({ settings_twice: 'warning' });
  });

  it('a context window that is known beforehand moves on without a call', () => {
    expect(report('tooLong').asked.map(({ answer, tried }) => [answer, tried])).toEqual([
      [FROM_B, ['a', 'b']],
      ['from a', ['a']],
    ]);
  });

  it('a version that looks like a date is one to LiteLLM: Understudy writes it in quotes', () => {
    expect(report('dates').deployments[0]?.['api_version']).toBe('2024-10-21');
  });
});

describe('keys', () => {
  it('without a key, or with a variable that is not set, OPENAI_API_KEY goes to the server: Understudy writes a key that is none', () => {
    expect(seenKeys).toEqual(['Bearer sk-of-somebody-else', 'Bearer sk-of-somebody-else', 'Bearer not-needed']);
  });
});
