import { METRIC_FAMILIES, metricName, sampleNames } from '@understudy/contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoDocument, startDemoProviders, type DemoProviders } from '../../../scripts/demo/providers.ts';
import { openWorkshop, type Workshop } from '../../kit/workshop.ts';
import { checkNames } from './check.ts';
import { readPromql } from './promql.ts';
import { dashboardSources, docSources, pluginSources, recordings, ruleSources, type Source } from './sources.ts';
import { contractVocabulary, expositionVocabulary, prometheusVocabulary, type Vocabulary } from './vocabulary.ts';

const OPT_IN = 'off by default; for dashboards that others wrote for these names';

/** Families that neither a dashboard nor a rule asks, and why. */
const NOT_ASKED: Readonly<Record<string, string>> = {
  gen_ai_client_operation_duration_seconds: OPT_IN,
  gen_ai_client_operation_time_to_first_chunk_seconds: OPT_IN,
  gen_ai_client_token_usage: OPT_IN,
};

const ENV = { DEMO_LEAD_API_KEY: 'sk-demo-lead', DEMO_SECOND_API_KEY: 'sk-demo-second' };

let providers: DemoProviders;
let shop: Workshop;
let vocabulary: Vocabulary;

/** Recorded series have the labels that their expressions group by, and `__name__`. */
async function recorded(): Promise<Vocabulary> {
  const all = await recordings();
  return new Map(
    all.map(({ record, expr }) => {
      const labels = readPromql(expr).namings.flatMap((naming) => naming.labels);
      // A rule made of recorded series has their labels.
      return [record, { labels: [...new Set([...labels, 'model'])], domain: () => null }] as const;
    }),
  );
}

beforeAll(async () => {
  [providers, shop] = await Promise.all([startDemoProviders(), openWorkshop()]);
  const config = await shop.write('understudy.yaml', demoDocument(providers));
  const agent = await shop.spawn(['--config', config], { env: ENV }).ready();
  vocabulary = new Map([
    ...contractVocabulary(),
    ...prometheusVocabulary(),
    ...expositionVocabulary(await agent.metrics()),
    ...(await recorded()),
  ]);
});
afterAll(async () => {
  await shop.close();
  await providers.close();
});

describe('names in step', () => {
  it.each([
    ['dashboards', async () => dashboardSources(), 100],
    ['rules', ruleSources, 30],
    ['the pages for users', docSources, 40],
    ['the app', pluginSources, 20],
  ] as const)('%s speak only of what the agent or a rule emits', async (_, sourcesOf, atLeast) => {
    const sources = await sourcesOf();

    const wrong = sources.flatMap(({ where, expr }) => {
      const problems = checkNames(expr, vocabulary);
      return problems.length === 0 ? [] : [{ where, expr, problems }];
    });
    expect(wrong).toEqual([]);
    expect(sources.length).toBeGreaterThan(atLeast);
  });

  it('every family is asked by a dashboard or a rule, or has a reason not to be', async () => {
    const sources: Source[] = [...dashboardSources(), ...(await ruleSources())];
    const asked = new Set(sources.flatMap(({ expr }) => readPromql(expr).selectors.map(({ metric }) => metric)));

    const idle = METRIC_FAMILIES.filter((family) => !sampleNames(family).some((name) => asked.has(name)));
    expect(idle.map(metricName).sort()).toEqual(Object.keys(NOT_ASKED));
  });

  it('every recorded series is asked by a dashboard or a rule', async () => {
    const sources: Source[] = [...dashboardSources(), ...(await ruleSources())];
    const asked = new Set(sources.flatMap(({ expr }) => readPromql(expr).selectors.map(({ metric }) => metric)));

    const idle = (await recordings()).filter(({ record }) => !asked.has(record));
    expect(idle.map(({ record }) => record)).toEqual([]);
  });
});

describe('the check of names', () => {
  const problemsOf = (expr: string) => checkNames(expr, vocabulary);

  it('finds a metric that nobody emits', () => {
    expect(problemsOf('rate(understudy_request_total[5m])')).toEqual(['no metric understudy_request_total']);
    expect(problemsOf('job_model:understudy_fallback:ratio_rate7h')).toEqual([
      'no metric job_model:understudy_fallback:ratio_rate7h',
    ]);
  });

  it('finds a label that the metric does not have, in matchers and in groupings', () => {
    expect(problemsOf('understudy_requests_total{provider="openai"}')).toEqual([
      'understudy_requests_total has no label provider',
    ]);
    expect(problemsOf('sum by (tier) (rate(understudy_requests_total[5m]))')).toEqual(['nothing has the label tier']);
    expect(problemsOf('understudy_build_info * on (pod) up')).toEqual(['nothing has the label pod']);
  });

  it('finds a value that is never set, also in a list or behind a pattern', () => {
    const never = 'understudy_requests_total{outcome} is never failed';
    expect(problemsOf('understudy_requests_total{outcome="failed"}')).toEqual([never]);
    expect(problemsOf('understudy_requests_total{outcome!~"success|failed"}')).toEqual([never]);
    expect(problemsOf('understudy_requests_total{outcome=~"fail.*"}')).toEqual([
      'understudy_requests_total{outcome} is never fail.*',
    ]);
    expect(problemsOf('understudy_requests_total{outcome=~".+", model="anything"}')).toEqual([]);
  });

  it('knows labels that an expression makes itself, buckets, and what a scrape adds', () => {
    expect(problemsOf('count_values by (model) ("position", understudy_chain_next_position)')).toEqual([]);
    expect(problemsOf('sum by (kind) (label_replace(up{job="a"}, "kind", "x", "", ""))')).toEqual([]);
    expect(problemsOf('sum by (le, cluster) (rate(understudy_overhead_seconds_bucket[5m]))')).toEqual([]);
    expect(problemsOf('sum by (le) (rate(understudy_overhead_seconds_count[5m]))')).toEqual([
      'nothing has the label le',
    ]);
  });

  it('says what is no PromQL', () => {
    expect(problemsOf('sum by (model) (rate(understudy_requests_total[5m])')).not.toEqual([]);
  });
});
