import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startRedis, type RedisProcess } from '../kit/redisProcess.ts';
import { until } from '../kit/until.ts';
import { joinRedis, SharedProvider, type SharedAgent, type SharedOptions } from './circuitsKit.ts';

let redis: RedisProcess;
let provider: SharedProvider;
const agents: SharedAgent[] = [];

beforeEach(async () => {
  redis = await startRedis();
  provider = new SharedProvider();
});
afterEach(async () => {
  provider.release(true);
  for (const agent of agents.splice(0)) agent.close();
  await redis.close();
});

async function join(name: string, options: SharedOptions = {}): Promise<SharedAgent> {
  const agent = await joinRedis(redis, name, provider, options);
  agents.push(agent);
  return agent;
}

async function three(options: SharedOptions = {}): Promise<[SharedAgent, SharedAgent, SharedAgent]> {
  return [await join('one', options), await join('two', options), await join('three', options)];
}

function all(state: string): Promise<true> {
  return until(`all breakers to be ${state}`, () => agents.every((agent) => agent.state === state));
}

/** One agent's call fails; everybody hears of it. */
async function openAll(agent: SharedAgent): Promise<void> {
  provider.mode = 'bad';
  expect(await agent.ask()).toBe('b');
  await until('all to hear of it', () => agents.every(({ state }) => state !== 'closed'));
}

/** Asks until `a` answers: the first request after the cooldown may have to wait for a lease. */
async function untilProbed(agent: SharedAgent): Promise<void> {
  await until('a probe to be let through', async () => (await agent.ask()) === 'a');
}

describe('agents that share a Redis', () => {
  it('open together, and close together by one good probe', async () => {
    const [one, two, three_] = await three({ cooldownMs: 1_000 });
    await openAll(one);
    expect(two.moves).toEqual(['closed→open by one']);
    expect(await three_.ask()).toBe('b');
    expect(provider.calls).toBe(1);
    provider.mode = 'good';
    await all('half_open');
    await untilProbed(two);
    await all('closed');
    expect(one.moves).toEqual(['closed→open', 'half_open→closed by two']);
    await until('the lease to be given back', async () => (await redis.cli('KEYS', '*probes*')) === '');
  });

  it('tell a late one what is left, by the time of Redis', async () => {
    const one = await join('one');
    await openAll(one);
    await until('two seconds to pass', () => one.left < 58_000);
    const late = await join('late');
    await all('open');
    expect(Math.abs(late.left - one.left)).toBeLessThan(1_000);
    expect(late.moves).toEqual(['closed→open by one']);
  });

  it('end in the same state where they move one target at once', async () => {
    const [one, two, three_] = await three({ cooldownMs: 500, probes: 2 });
    for (let round = 0; round < 5; round++) {
      await openAll(one);
      await all('half_open');
      provider.mode = 'held';
      const asked: Promise<string>[] = [];
      await until('two probes to be in flight', () => {
        if (asked.length < 200) asked.push(one.ask(), two.ask());
        return provider.inFlight === 2;
      });
      // One fails, one answers, in the same turn.
      provider.releaseEach([false, true]);
      await Promise.all(asked);
      provider.mode = 'good';
      const [first] = await Promise.all([one, two, three_].map((agent) => settledState(agent)));
      if (first !== 'closed') await untilProbed(three_);
      await all('closed');
    }
  });
});

/** A state that stands still for a moment; open ones are awaited until they are half-open. */
async function settledState(agent: SharedAgent): Promise<string | undefined> {
  await until('the moves to arrive', () => agent.state !== 'open');
  return agent.state;
}

describe('over outages of Redis', () => {
  it('serve on, and tell after a crash what happened meanwhile', async () => {
    const [one, two] = await three();
    await redis.kill();
    await until('the outage to be seen', () => agents.every(({ link }) => link.outage !== null));
    provider.mode = 'bad';
    expect(await one.ask()).toBe('b');
    expect([one.state, two.state]).toEqual(['open', 'closed']);
    await redis.start();
    await all('open');
    expect(two.moves).toEqual(['closed→open by one']);
  });

  it('know after a crash what was open before', async () => {
    const [one] = await three();
    await openAll(one);
    await redis.kill();
    await redis.start();
    const late = await join('late');
    await until('the late one to know', () => late.state === 'open');
  });

  it('let each agent probe by itself at once', async () => {
    const [one, two] = await three({ cooldownMs: 300 });
    await openAll(one);
    await redis.kill();
    await until('the outage to be seen', () => agents.every(({ link }) => link.outage !== null));
    provider.mode = 'good';
    await all('half_open');
    expect([await one.ask(), await two.ask()]).toEqual(['a', 'a']);
    await redis.start();
    await all('closed');
  });

  it('wait for nothing while Redis keeps its connections and answers nothing', async () => {
    const [one, two] = await three({ cooldownMs: 300 });
    redis.freeze();
    provider.mode = 'bad';
    const before = performance.now();
    expect([await one.ask(), await two.ask()]).toEqual(['b', 'b']);
    provider.mode = 'good';
    await until('the cooldowns to lapse', () => one.state === 'half_open' && two.state === 'half_open');
    const asked = performance.now();
    for (let n = 0; n < 100; n++) await one.ask();
    expect([asked - before < 1_500, performance.now() - asked < 500]).toEqual([true, true]);
    await untilProbed(one);
    await untilProbed(two);
    redis.thaw();
    await until('the links to be up', () => agents.every(({ link }) => link.outage === null));
    await untilProbed(agents[2]!);
    await all('closed');
  });
});

describe('probes of a group', () => {
  it('are never more than one over ten agents', async () => {
    const options = { cooldownMs: 700, syncMs: 100 };
    for (let n = 0; n < 10; n++) await join(`agent-${n}`, options);
    await openAll(agents[0]!);
    await all('half_open');
    provider.mode = 'held';
    provider.calls = 0;
    provider.mostInFlight = 0;
    const asked: Promise<string>[] = [];
    await until('a probe to be in flight', () => {
      for (const agent of agents) asked.push(agent.ask());
      return provider.inFlight > 0;
    });
    for (let round = 0; round < 20; round++) {
      for (const agent of agents) asked.push(agent.ask());
      await redis.cli('PING');
    }
    expect([provider.calls, provider.inFlight]).toEqual([1, 1]);
    // It fails: open for all, and the next round of probes is one again.
    const moves = agents[9]!.moves.length;
    provider.release(false);
    await until('all to hear of it', () => agents.every((agent) => agent.moves.length > moves));
    await all('half_open');
    await until('the next probe to be in flight', () => {
      for (const agent of agents) asked.push(agent.ask());
      return provider.inFlight > 0;
    });
    provider.release(true);
    provider.mode = 'good';
    await all('closed');
    await Promise.all(asked);
    expect(provider.mostInFlight).toBe(1);
  });

  it('pass to the others when the agent that may probe is gone', async () => {
    const [one, two, three_] = await three({ cooldownMs: 300 });
    await openAll(one);
    await all('half_open');
    provider.mode = 'held';
    await until('a probe to be in flight', () => {
      void one.ask();
      return provider.inFlight > 0;
    });
    agents.splice(agents.indexOf(one), 1);
    one.close();
    provider.mode = 'good';
    expect(await two.ask()).toBe('b');
    await untilProbed(three_);
    await all('closed');
  });

  it('begin with the first request after the cooldown in a chain of one that is asked all the time', async () => {
    const one = await join('one', { cooldownMs: 400, models: ['a'] });
    provider.mode = 'bad';
    await one.ask();
    provider.mode = 'good';
    expect(await one.ask()).toBe('circuits_open');
    await until('the lease to be there', async () => (await redis.cli('KEYS', '*probes*')) !== '');
    await until('the cooldown to lapse', () => one.state === 'half_open');
    expect(await one.ask()).toBe('a');
  });
});
