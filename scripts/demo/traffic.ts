/** What one demo request came to, read from its response headers. */
export interface DemoAnswer {
  readonly requested: string;
  readonly served: string | null;
  readonly trigger: string | null;
  readonly status: number;
}

const PERIOD_MS = 400;
const PROMPTS = [
  'Say hello to the audience in one sentence.',
  'What does an understudy do when the lead is ill?',
  'Name three things that go wrong on a first night.',
  'Summarise the second act for somebody who was late.',
];
const MODELS = ['gpt-4o', 'gpt-4o', 'gpt-4o', 'claude-sonnet'];

/** Whom the requests ask for, and as whom. */
export interface DemoTrafficOptions {
  /** One after the other. */
  readonly models?: readonly string[];
  /** Key of a client, where the agent has any. */
  readonly key?: string | undefined;
}

/** Sends a small steady stream of requests, every third one as a stream, until stopped. */
export class DemoTraffic {
  readonly #url: string;
  readonly #onAnswer: (answer: DemoAnswer) => void;
  readonly #models: readonly string[];
  readonly #headers: Readonly<Record<string, string>>;
  readonly #timer: NodeJS.Timeout;
  readonly #stopped = new AbortController();
  #sent = 0;

  constructor(url: string, onAnswer: (answer: DemoAnswer) => void, { models = MODELS, key }: DemoTrafficOptions = {}) {
    this.#url = url;
    this.#onAnswer = onAnswer;
    this.#models = models;
    this.#headers = {
      'content-type': 'application/json',
      'x-understudy-client': 'demo',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    };
    this.#timer = setInterval(() => void this.#send(), PERIOD_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#stopped.abort();
  }

  async #send(): Promise<void> {
    const n = this.#sent++;
    const model = this.#models[n % this.#models.length] ?? 'gpt-4o';
    try {
      const response = await fetch(`${this.#url}/v1/chat/completions`, {
        method: 'POST',
        headers: this.#headers,
        body: JSON.stringify({
          model,
          stream: n % 3 === 2,
          messages: [{ role: 'user', content: PROMPTS[n % PROMPTS.length] }],
        }),
        signal: this.#stopped.signal,
      });
      await response.text();
      this.#onAnswer({
        requested: model,
        served: response.headers.get('x-understudy-served-model'),
        trigger: response.headers.get('x-understudy-trigger'),
        status: response.status,
      });
    } catch (error) {
      if (!this.#stopped.signal.aborted) {
        this.#onAnswer({ requested: model, served: null, trigger: String(error), status: 0 });
      }
    }
  }
}
