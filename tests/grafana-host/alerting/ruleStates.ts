import type { HostRule } from './hostRule.ts';

/** One sample of an instant query. */
interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

/** Something that a rule found, as Grafana's Prometheus-compatible API tells it. */
interface HostAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly state: 'Alerting' | 'Pending';
  readonly activeAt: string;
  readonly value: string;
}

/** How a rule stands. */
export interface HostRuleState {
  readonly state: 'firing' | 'pending' | 'inactive';
  readonly health: 'ok' | 'error';
  readonly lastError?: string;
  readonly alerts: readonly HostAlert[];
}

const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };

function secondsOf(text: string): number {
  const parts = [...text.matchAll(/(\d+)(ms|[smhdw])/g)];
  return parts.reduce((sum, [, amount, unit = 's']) => sum + Number(amount) * (SECONDS[unit] ?? 0), 0);
}

/** `{{ $labels.x }}` and `{{ $values.A.Value | … }}`: as much of the language as the rules use. */
function rendered(text: string, { metric, value }: Sample): string {
  return text
    .replaceAll(/\{\{\s*with \$labels\.(\w+)\s*\}\}(.*?)\{\{\s*end\s*\}\}/g, (_all, name: string, inner: string) =>
      metric[name] ? inner.replaceAll(/\{\{\s*\.\s*\}\}/g, metric[name]) : '',
    )
    .replaceAll(/\{\{\s*\$labels\.(\w+)\s*\}\}/g, (_all, name: string) => metric[name] ?? '[no value]')
    .replaceAll(/\{\{\s*\$values\.A\.Value\s*(?:\|\s*(\w+)[^}]*)?\}\}/g, (_all, filter?: string) =>
      filter === 'humanizePercentage'
        ? `${Number((Number(value[1]) * 100).toPrecision(4))}%`
        : String(Number(Number(value[1]).toPrecision(4))),
    );
}

/** Whatever was found, or what is above 0 where the condition compares the answer itself. */
function found({ data, condition }: HostRule, samples: readonly Sample[]): readonly Sample[] {
  const compared = data.find(({ refId }) => refId === condition)?.model?.['expression'];
  return compared === data[0]?.refId ? samples.filter(({ value }) => Number(value[1]) > 0) : samples;
}

async function ask(prometheusUrl: string, expr: string): Promise<readonly Sample[]> {
  const response = await fetch(`${prometheusUrl}/api/v1/query?${new URLSearchParams({ query: expr }).toString()}`);
  const answer = (await response.json()) as { error?: string; data?: { result?: readonly Sample[] } };
  if (!response.ok) throw new Error(answer.error ?? `status ${response.status}`);
  return answer.data?.result ?? [];
}

/** Evaluates rules when somebody looks, against a real Prometheus. */
export class RuleStates {
  readonly #prometheusUrl: string | undefined;
  /** Since when an alert is found without a gap between two looks, in milliseconds, by rule and labels. */
  readonly #since = new Map<string, number>();

  constructor(prometheusUrl: string | undefined) {
    this.#prometheusUrl = prometheusUrl;
  }

  async of(rule: HostRule): Promise<HostRuleState> {
    if (rule.isPaused) return { state: 'inactive', health: 'ok', alerts: [] };
    try {
      if (this.#prometheusUrl === undefined) throw new Error('data source not found');
      const expr = rule.data[0]?.model?.['expr'];
      const samples = found(rule, await ask(this.#prometheusUrl, typeof expr === 'string' ? expr : ''));
      const alerts = samples.map((sample) => this.#alert(rule, sample));
      this.#forget(rule, samples);
      const firing = alerts.some(({ state }) => state === 'Alerting');
      const active = firing ? 'firing' : 'pending';
      return { state: alerts.length > 0 ? active : 'inactive', health: 'ok', alerts };
    } catch (error) {
      const lastError = `failed to execute query A: ${error instanceof Error ? error.message : String(error)}`;
      return { state: 'inactive', health: 'error', lastError, alerts: [] };
    }
  }

  #alert(rule: HostRule, sample: Sample): HostAlert {
    const key = JSON.stringify([rule.uid, sample.metric]);
    const since = this.#since.get(key) ?? Date.now();
    this.#since.set(key, since);
    const texts = Object.entries(rule.annotations ?? {}).filter(([name]) => !name.startsWith('__'));
    return {
      labels: { ...sample.metric, ...rule.labels, alertname: rule.title },
      annotations: Object.fromEntries(texts.map(([name, text]) => [name, rendered(text, sample)])),
      state: Date.now() - since >= secondsOf(rule.for) * 1_000 ? 'Alerting' : 'Pending',
      activeAt: new Date(since).toISOString(),
      value: Number(sample.value[1]).toExponential(),
    };
  }

  #forget({ uid }: HostRule, samples: readonly Sample[]): void {
    const here = new Set(samples.map(({ metric }) => JSON.stringify([uid, metric])));
    for (const key of this.#since.keys()) {
      if (key.startsWith(JSON.stringify([uid]).slice(0, -1)) && !here.has(key)) this.#since.delete(key);
    }
  }
}
