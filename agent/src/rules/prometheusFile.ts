import type { AlertRule, RecordingRule } from '@understudy/contract';
import { promDuration } from './duration.ts';
import type { Rules } from './generateRules.ts';
import { MINUTE, timingAt } from './timing.ts';
import { yamlBlock, yamlMap, yamlQuoted } from './yamlText.ts';

const HEAD = `# Recording and alert rules of Understudy. Written by \`understudy rules\` from \`warnings\` and \`alerts\` of the configuration:
# change those and write it anew. \`understudy rules --check FILE\` says whether it is up to date.
`;

/** Above both files: who writes it, out of what, and what a trial has to mind. */
export function fileHead({ timeScale }: Rules): string {
  if (timeScale === 1) return HEAD;
  const window = timingAt(timeScale).seconds(5 * MINUTE);
  const every = promDuration(window / 2);
  return `${HEAD}# Time scale ${timeScale}: the shortest window is ${promDuration(window)}; scrape at least every ${every}.\n`;
}

function groupHead(name: string, interval: number): string {
  return `  - name: ${name}\n    interval: ${promDuration(interval)}\n    rules:\n`;
}

function recordingText({ record, expr }: RecordingRule): string {
  return `      - record: ${record}\n        expr: ${yamlBlock(expr, ' '.repeat(10))}\n`;
}

function alertText({ alert, expr, forSeconds, labels, ...words }: AlertRule): string {
  const annotations = { summary: words.summary, description: words.description, runbook_url: words.runbookUrl };
  return [
    `      - alert: ${yamlQuoted(alert)}\n`,
    `        expr: ${yamlBlock(expr, ' '.repeat(10))}\n`,
    `        for: ${promDuration(forSeconds)}\n`,
    `        labels:\n${yamlMap(labels, ' '.repeat(10))}`,
    `        annotations:\n${yamlMap(annotations, ' '.repeat(10))}`,
  ].join('');
}

/** The rule file of Prometheus in pieces, one a rule; together they are the file. */
export function* prometheusParts(rules: Rules): Generator<string> {
  const { intervalSeconds, recording, alerting } = rules;
  yield `${fileHead(rules)}groups:\n${groupHead(recording.group, intervalSeconds)}`;
  for (const rule of recording.rules) yield recordingText(rule);
  yield groupHead(alerting.group, intervalSeconds);
  for (const rule of alerting.rules) yield alertText(rule);
}

/** The rule file of Prometheus. */
export function renderPrometheus(rules: Rules): string {
  return [...prometheusParts(rules)].join('');
}
