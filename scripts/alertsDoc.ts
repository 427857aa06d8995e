import { format } from 'prettier';
import { generateRules, type Rules } from '../agent/src/rules/index.ts';

/** Where this one is on, as it is not by default. */
const PROVEN_WITHIN_DAYS = 7;

const HEAD = `# Alerts

<!-- Written by npm run rules from agent/src/rules; the words are in scripts/alertsDoc.ts. -->

\`understudy rules\` writes recording and alert rules out of the configuration: for Prometheus, or as Grafana-managed alerts. The
ones of the default settings are in the repository:

| file | for |
| --- | --- |
| \`provisioning/prometheus/understudy.rules.yml\` | \`rule_files\` of Prometheus |
| \`provisioning/grafana/alerting/understudy-rules.yml\` | \`provisioning/alerting/\` of Grafana |

Own settings, own files:

\`\`\`bash
npx understudy rules -f understudy.yaml -o understudy.rules.yml        # without an agent
npx understudy rules -f understudy.yaml --check understudy.rules.yml   # in a pipeline: exits 1 where it is out of date
promtool check rules understudy.rules.yml
\`\`\`

\`GET /api/v1/alerts\` has the same of what is in force, and the app's page **Alerts** shows and installs it. Use one of the two:
both together tell you everything twice. Grafana-managed alerts read recorded series too, which only Prometheus writes: give it
the rule file in either case, and leave out its group \`understudy.alerts\`.

## Every alert

Severity: \`critical\` wakes somebody, \`warning\` is work for the day, \`info\` explains other alerts.
`;

const TAIL = `## Why they can be trusted

- **Low traffic**: every rate asks for a least number of requests (\`alerts.minRequests\`, by default 20 in 15 minutes; service
  levels ask for half and a quarter of it in bad requests, latency for one and a half of it, overhead for five times).
  \`LLMModelNeverSucceeds\` is for models below it.
- **Counter resets**: counts are read by \`rate\` and \`increase\` only, so that a restarted agent is no event.
- **Missing series**: a model that nobody asked for has no rate rather than none, and alerts about nothing.
- **Many agents**: everything is added up over agents, by the labels of \`alerts.labels\` (by default \`cluster\`, \`namespace\`,
  \`job\`; one that a scrape has not got does no harm). Circuits count by their share of the agents.
- \`promtool test rules\` proves of each that it fires, resolves, and stays quiet in each of these cases (\`tests/rules/\`).

## Own thresholds

\`warnings\` and \`alerts\` of the [configuration](configuration.md#alerts). A chain with thresholds of its own is left out of the
general rule and has one of its own:

\`\`\`yaml
warnings: { fallbackRate: 0.10, costMultiplier: 2.0 }
alerts:
  slo: { fallback: 0.95, availability: 0.995 }
  chains:
    batch-summaries: { fallbackRate: 0.5, slo: { availability: 0.95 } }
\`\`\`

Service levels burn their budget by 14.4, 6, 3 and 1 times in 1 hour, 6 hours, 1 day and 3 days, each with a shorter window beside it
([multi-window, multi-burn-rate](https://sre.google/workbook/alerting-on-slos/)). With a budget above 5 % the factors draw together,
because 14.4 times of it would be more than everything.

## In a trial

\`understudy rules --time-scale 0.01\` (or \`alerts.timeScale\`) makes 5 minutes 3 seconds, in windows, \`for\` and intervals alike.
Prometheus has to scrape at least twice in the shortest window. Names of recorded series stay as they are. Counts are not scaled:
lower \`alerts.minRequests\`. Grafana evaluates every 10 seconds at most.
`;

function table({ alerting }: Rules): string {
  const rows = alerting.rules.map(({ id, severity, summary, threshold, runbook }) => {
    const optIn = id === 'LLMChainUnproven' ? ' Only with `alerts.provenWithinDays`, here 7.' : '';
    return `| \`${id}\` | ${severity} | ${summary}${optIn} | ${threshold} | [${runbook}](runbooks/${runbook}.md) |`;
  });
  return ['| rule | severity | means | threshold | runbook |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

/** docs/alerts.md as it should be committed. */
export async function alertsDoc(): Promise<string> {
  const rules = generateRules({ alerts: { provenWithinDays: PROVEN_WITHIN_DAYS } });
  return format([HEAD, table(rules), TAIL].join('\n'), { parser: 'markdown', singleQuote: true, printWidth: 120 });
}
