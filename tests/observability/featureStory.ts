import { upstreamModelOf } from '../kit/chainDocument.ts';
import { API_SHAPES } from '../kit/clientApi.ts';
import { exchange, Exchange } from '../kit/exchange.ts';
import { until } from '../kit/until.ts';
import { CHECKOUT, COOLDOWN_MS } from './featureDocument.ts';
import { SCENES, type Scene } from './featureScenes.ts';
import type { FeatureStage } from './featureStage.ts';

const STORY_MS = 120_000;
/** Each round moves every counter once more: `increase` needs to have seen it before. */
const ROUNDS = 6;
/** Until a scrape has seen what was. */
const SCRAPED_MS = 2_500;
const PROMPT = 'What is new in the world?';

const TOOLS = {
  tools: [{ type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } }],
  tool_choice: 'required',
};

function requestOf({ model, api = 'chat', stream = false, tools = false }: Scene): { path: string; body: object } {
  if (api === 'embeddings') return { path: '/v1/embeddings', body: { model, input: PROMPT } };
  const { path, body } = API_SHAPES[api];
  return { path, body: { ...body(model, PROMPT, stream), ...(tools ? TOOLS : {}) } };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Uses each feature of the agent, round after round, for two minutes. */
export class FeatureStory {
  readonly #stage: FeatureStage;

  constructor(stage: FeatureStage) {
    this.#stage = stage;
  }

  async play(): Promise<void> {
    const start = Date.now();
    for (let round = 1; round <= ROUNDS; round += 1) {
      for (const scene of SCENES) await this.#play(scene);
      await this.#refusals(round);
      await this.#controlled();
      await this.#reloads(round);
      await this.#recovery();
      await pause(start + (STORY_MS * round) / ROUNDS - Date.now());
    }
  }

  async #play(scene: Scene): Promise<void> {
    const { sim, agent } = this.#stage;
    for (const [model, ...behaviours] of scene.calls) sim.script(upstreamModelOf(model), behaviours);
    const { path, body } = requestOf(scene);
    const calls = sim.callCount;
    const client = new Exchange(agent.url + path, { headers: CHECKOUT, body });
    if (scene.leaves === undefined) {
      await client.end();
      return;
    }
    await sim.waitFor(({ id }) => id > calls, 20_000);
    if (scene.leaves === 'streaming') await client.reads('Hello');
    client.leave();
  }

  /** The circuit that opened is scraped, and closes by the next call. */
  async #recovery(): Promise<void> {
    await pause(Math.max(COOLDOWN_MS, SCRAPED_MS));
    await this.#play({ model: 'tripping', calls: [] });
    await pause(SCRAPED_MS);
  }

  /** Requests that reach no step: no key, no JSON, no such model (another one each time). */
  async #refusals(round: number): Promise<void> {
    const url = this.#stage.agent.url + API_SHAPES.chat.path;
    const body = API_SHAPES.chat.body('lead', PROMPT, false);
    await exchange(url, { body });
    await exchange(url, { headers: CHECKOUT, body: '{"model": ' });
    await exchange(url, { headers: CHECKOUT, body: { ...body, model: `made-up-${round}` } });
  }

  /** A drill, and LiteLLM's file. */
  async #controlled(): Promise<void> {
    const { controlUrl } = this.#stage.agent;
    const drill = { model: 'lead', failure: 'rate_limit' };
    for (const [path, body] of [
      ['drills', drill],
      ['litellm/apply', {}],
    ] as const) {
      const { status, text } = await exchange(`${controlUrl}/api/v1/${path}`, { body });
      if (status !== 200) throw new Error(`${path} answered ${status}: ${text}`);
    }
  }

  /** A file that is refused, then one that is taken. */
  async #reloads(round: number): Promise<void> {
    const { agent, document } = this.#stage;
    const counted = async (result: 'failure' | 'success'): Promise<number> =>
      (await agent.samples()).sum('config_reloads_total', { result });
    const [failures, successes] = [await counted('failure'), await counted('success')];
    await this.#stage.configure('version: 1\nproviderz: []\n');
    await until('the refusal', async () => (await counted('failure')) > failures);
    await this.#stage.configure({ ...document, warnings: { fallbackRate: round / 10 } });
    await until('the reload', async () => (await counted('success')) > successes);
  }
}
