import { until } from '../kit/until.ts';
import type { DeliveredAlert } from '../sim/webhookBook.ts';
import type { AlertStage } from './alertStage.ts';
import { breakProviders, healProviders } from './alertFaults.ts';
import { fired, nameOf, resolved } from './deliveries.ts';
import { AFTERWARDS, NO_AGENT_UP, ONE_AGENT_DOWN, whileBroken, type AlertName } from './expectedAlerts.ts';
import { Timeline } from './timeline.ts';
import { Traffic, type Lane } from './traffic.ts';

const EVERY_MS = 200;
const LIMIT_MS = 180_000;
/** From here on a rate is judged (`alerts.minRequests`). */
const MIN_REQUESTS = 20;

/** What the second agent has a part in. */
const OF_BOTH_AGENTS = /LLM(Config|Circuit|ChainUnavailable)/;

const lane = (model: string): Lane => ({ model, stream: model === 'cut' });
const LANES = ['steady', 'broken', 'dear', 'free', 'keyless', 'tripping', 'doomed', 'cut', 'slow'].map(lane);

/** Breaks everything at once, heals it, and ends with the agents themselves; waits for each step to be told. */
export class AlertStory {
  readonly timeline = new Timeline();
  readonly #stage: AlertStage;
  readonly #expected: readonly AlertName[];
  #traffic: Traffic | null = null;
  /** At the second agent: what nobody may call is told of only where no agent may. */
  #elsewhere: Traffic | null = null;

  constructor(stage: AlertStage) {
    this.#stage = stage;
    this.#expected = whileBroken(stage.second.control);
  }

  get delivered(): readonly DeliveredAlert[] {
    return this.#stage.sim.webhook.alerts;
  }

  /** Plays it. An error holds the timeline. */
  async play(): Promise<void> {
    try {
      await this.#health();
      await this.#failure();
      await this.#healing();
      await this.#absence();
    } catch (error) {
      const told = this.delivered.map((alert) => ({ at: alert.at, what: `${alert.status}: ${nameOf(alert)}` }));
      for (const { at, what } of told) this.timeline.note(what, at);
      throw new Error(`the story broke off:\n${this.timeline.toString()}`, { cause: error });
    } finally {
      await this.#traffic?.end();
      await this.#elsewhere?.end();
    }
  }

  /** Waits for deliveries; names those that never came. */
  async #told(status: 'fired' | 'resolved', expected: readonly AlertName[]): Promise<void> {
    let left: readonly string[] = expected;
    const all = (): boolean => {
      const told = new Set((status === 'fired' ? fired : resolved)(this.delivered));
      left = expected.filter((name) => !told.has(name));
      return left.length === 0;
    };
    await until(`${status} alerts`, all, LIMIT_MS).catch((error: unknown) => {
      throw new Error(`never ${status}: ${left.join(', ')}`, { cause: error });
    });
    this.timeline.note(`all told: ${status} ${expected.join(', ')}`);
  }

  async #health(): Promise<void> {
    const { prometheus, first, second } = this.#stage;
    this.#traffic = new Traffic(first.process.url, EVERY_MS);
    this.#traffic.start(LANES);
    this.#elsewhere = new Traffic(second.process.url, EVERY_MS);
    this.#elsewhere.start([lane('doomed')]);
    this.timeline.note('everything is well');
    const known = `count(sum by (model) (increase(understudy_requests_total{outcome="success"}[1m])) >= ${MIN_REQUESTS})`;
    await until('traffic', async () => (await prometheus.value(known)) === LANES.length, LIMIT_MS);
  }

  async #failure(): Promise<void> {
    const { sim, second, document } = this.#stage;
    this.timeline.note('providers break');
    breakProviders(sim);
    this.#traffic?.start([lane('unpriced')]);
    for (let calls = 0; calls < 2; calls += 1) await this.#traffic?.ask(lane('never'));
    await second.configure({ ...document, warnings: { fallbackRate: 0.5 } });
    await until('another hash', async () => (await this.#hashes()) === 2, LIMIT_MS);
    await second.configure('version: 1\nproviderz: []\n');
    await this.#told('fired', this.#expected);
  }

  #hashes(): Promise<number> {
    return this.#stage.prometheus.value('count(count by (hash) (understudy_config_info))');
  }

  async #healing(): Promise<void> {
    const { sim, second, document } = this.#stage;
    this.timeline.note('providers heal');
    healProviders(sim);
    this.#traffic?.stop('unpriced');
    await this.#traffic?.ask(lane('never'));
    await second.configure(document);
    await this.#told(
      'resolved',
      this.#expected.filter((name) => OF_BOTH_AGENTS.test(name)),
    );
    await this.#elsewhere?.end();
    this.timeline.note('the second agent ends');
    await second.stop();
    await this.#told('fired', [ONE_AGENT_DOWN]);
    await this.#told('resolved', this.#expected);
    await this.#told('fired', AFTERWARDS);
  }

  async #absence(): Promise<void> {
    const { first, second } = this.#stage;
    await this.#traffic?.end();
    this.timeline.note('the first agent ends');
    await first.stop();
    await this.#told('fired', [NO_AGENT_UP]);
    this.timeline.note('both agents start');
    await Promise.all([first.start(), second.start()]);
    await this.#told('resolved', [NO_AGENT_UP, ONE_AGENT_DOWN]);
  }
}
