import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AlertRule, RecordingRule } from '@understudy/contract';
import { promtool } from '../kit/promtool.ts';
import type { Fired, RuleCase } from './ruleCase.ts';

const INTERVAL_SECONDS = 30;

/** Rules, and histories that they are tried with. */
export interface Trial {
  readonly name: string;
  readonly recording: readonly RecordingRule[];
  readonly alerting: readonly AlertRule[];
  readonly cases: readonly RuleCase[];
}

/** What promtool said of a trial. */
export interface Verdict {
  readonly name: string;
  readonly passed: boolean;
  readonly said: string;
}

function ruleFile({ recording, alerting, cases }: Trial) {
  const seconds = cases[0]?.evaluated ?? INTERVAL_SECONDS;
  const alerts = alerting.map(({ alert, expr, forSeconds, labels, description }) => ({
    alert,
    expr: expr.replaceAll(`* ${INTERVAL_SECONDS} `, `* ${seconds} `),
    for: `${forSeconds}s`,
    labels,
    annotations: { description },
  }));
  return { groups: [{ name: 'trial', interval: `${seconds}s`, rules: [...recording, ...alerts] }] };
}

function expected(fired: readonly Fired[]) {
  return fired.map(({ labels, says }) => ({ exp_labels: labels, exp_annotations: { description: says } }));
}

function testOf({ name, rule, series, every = '1m', checks }: RuleCase, alertname: string) {
  return {
    name: `${rule}: ${name}`,
    interval: every,
    input_series: Object.entries(series).map(([metric, values]) => ({ series: metric, values })),
    alert_rule_test: Object.entries(checks).map(([at, fires]) => ({
      eval_time: at,
      alertname,
      exp_alerts: expected(fires),
    })),
  };
}

async function writeTrial(folder: string, at: number, trial: Trial): Promise<string> {
  const rules = join(folder, `rules${at}.json`);
  const test = join(folder, `trial${at}.json`);
  const alertname = trial.alerting[0]?.alert ?? '';
  await writeFile(rules, JSON.stringify(ruleFile(trial)));
  const content = {
    rule_files: [rules],
    evaluation_interval: `${trial.cases[0]?.evaluated ?? INTERVAL_SECONDS}s`,
    tests: trial.cases.map((one) => testOf(one, alertname)),
  };
  await writeFile(test, JSON.stringify(content));
  return test;
}

/** Tries all of them with one run of `promtool test rules`. */
export async function runTrials(trials: readonly Trial[]): Promise<Verdict[]> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-rules-'));
  try {
    const files = await Promise.all(trials.map((trial, at) => writeTrial(folder, at, trial)));
    const { said } = await promtool(['test', 'rules', ...files]);
    const answers = said.split(/^Unit Testing:\s+/m).slice(1);
    return trials.map(({ name }, at) => {
      const answer = answers.find((one) => one.startsWith(`${files[at] ?? ''}\n`)) ?? `no answer: ${said}`;
      return { name, passed: /^ +SUCCESS$/m.test(answer), said: answer };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
