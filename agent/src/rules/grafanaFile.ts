import type { AlertRule } from '@understudy/contract';
import { promDuration } from './duration.ts';
import type { Rules } from './generateRules.ts';
import { fileHead } from './prometheusFile.ts';
import { yamlBlock, yamlMap, yamlQuoted } from './yamlText.ts';

/** Grafana's scheduler ticks so often; intervals are multiples of it. */
const TICK_SECONDS = 10;
/** Of the data that Grafana asks for; an instant query looks at the end only. */
const LOOKBACK_SECONDS = 600;
const FOLDER = 'Understudy';
const DATASOURCE = 'prometheus';

const HEAD = `#
# The same alerts as Grafana-managed rules, for \`provisioning/alerting/\`. The recorded series that they read come from Prometheus
# (\`understudy rules --format prometheus\`). A sample means that something is wrong, whatever its value, as in Prometheus:
# A asks, B is 1 for every sample, C compares B with 0.
apiVersion: 1
groups:
`;

const STATES = { ok: 'OK', alerting: 'Alerting', keepLast: 'KeepLast' } as const;

/** Templates of Prometheus as Grafana has them: its \`$value\` is a text about all queries. */
export function grafanaTemplate(text: string): string {
  return text.replaceAll('$value', '$values.A.Value');
}

function queryText(expr: string): string {
  return `          - refId: A
            datasourceUid: ${DATASOURCE}
            relativeTimeRange:
              from: ${LOOKBACK_SECONDS}
              to: 0
            model:
              refId: A
              instant: true
              range: false
              expr: ${yamlBlock(expr, ' '.repeat(16))}
          - refId: B
            datasourceUid: __expr__
            model:
              refId: B
              type: math
              expression: is_number($A) || is_nan($A) || is_inf($A)
          - refId: C
            datasourceUid: __expr__
            model:
              refId: C
              type: threshold
              expression: B
              conditions:
                - evaluator:
                    type: gt
                    params: [0]
`;
}

function ruleText({ id, title, expr, forSeconds, labels, noData, onError, ...words }: AlertRule): string {
  const annotations = {
    summary: words.summary,
    description: grafanaTemplate(words.description),
    runbook_url: words.runbookUrl,
  };
  return [
    `      - uid: ${yamlQuoted(id)}\n        title: ${yamlQuoted(title)}\n        condition: C\n        data:\n`,
    queryText(expr),
    `        noDataState: ${STATES[noData]}\n        execErrState: ${STATES[onError]}\n`,
    `        for: ${promDuration(forSeconds)}\n        missing_series_evals_to_resolve: 1\n`,
    `        labels:\n${yamlMap(labels, ' '.repeat(10))}`,
    `        annotations:\n${yamlMap(annotations, ' '.repeat(10))}`,
  ].join('');
}

/** The provisioning file of Grafana in pieces, one a rule; together they are the file. */
export function* grafanaParts(rules: Rules): Generator<string> {
  const { intervalSeconds, alerting } = rules;
  const interval = Math.ceil(intervalSeconds / TICK_SECONDS) * TICK_SECONDS;
  yield `${fileHead(rules)}${HEAD}  - orgId: 1\n    name: ${alerting.group}\n    folder: ${FOLDER}\n    interval: ${promDuration(interval)}\n    rules:\n`;
  for (const rule of alerting.rules) yield ruleText(rule);
}

/** The provisioning file of Grafana-managed rules. */
export function renderGrafana(rules: Rules): string {
  return [...grafanaParts(rules)].join('');
}
