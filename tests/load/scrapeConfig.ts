/** How large a scraped agent's configuration is. */
export interface ScrapeShape {
  readonly models: number;
  /** Steps of each model's chain, itself included. */
  readonly steps: number;
}

/** That a usual agent has to be cheap with, and two that are reported. */
export const SCRAPE_SHAPES: readonly ScrapeShape[] = [
  { models: 10, steps: 3 },
  { models: 50, steps: 3 },
  { models: 1_000, steps: 1 },
];

/** Models take turns with them: every way of failing that the upstream has makes its series. */
const FAILING_TOO = ['small', 'e500', 'e429', 'flaky'] as const;
const NEVER_OPENS = { failureThreshold: 10_000, minRequests: 1_000_000 };

/** Name of a scraped model. */
export function scrapedModel(index: number): string {
  return `model-${index}`;
}

/** The model whose streams take half a second. */
export const STREAMED = scrapedModel(0);

/** Models with a provider each, whose chains go on with the models after them. YAML, in its JSON form. */
export function scrapeConfig({ models, steps }: ScrapeShape, upstreamPort: number): string {
  const indexes = Array.from({ length: models }, (_, index) => index);
  const turns = steps === 1 ? (['small'] as const) : FAILING_TOO;
  const modeOf = (index: number): string =>
    scrapedModel(index) === STREAMED ? 'stream' : (turns[index % turns.length] ?? 'small');
  const next = (index: number, by: number): string => scrapedModel((index + by) % models);
  return JSON.stringify({
    version: 1,
    providers: indexes.map((index) => ({
      id: `provider-${index}`,
      dialect: 'openai',
      baseUrl: `http://127.0.0.1:${upstreamPort}/${modeOf(index)}/v1`,
      apiKey: 'env:BENCH_API_KEY',
      breaker: NEVER_OPENS,
    })),
    models: indexes.map((index) => ({
      id: scrapedModel(index),
      provider: `provider-${index}`,
      price: { input: 2.5, output: 10 },
    })),
    chains:
      steps === 1
        ? []
        : indexes.map((index) => ({
            model: scrapedModel(index),
            fallbacks: Array.from({ length: steps - 1 }, (_, at) => next(index, at + 1)),
          })),
    policy: { preset: 'immediate' },
    validation: { crossChainCycles: 'warn' },
  });
}
