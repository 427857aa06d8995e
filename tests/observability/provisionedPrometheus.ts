import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { PrometheusProcess } from '../kit/prometheusProcess.ts';
import { unusedPort } from '../sim/unusedPort.ts';
import { PROMETHEUS_CONFIG } from './provisioned.ts';

/** What differs from the provisioned configuration: addresses, intervals, and where the rule file lies. */
export interface PrometheusChanges {
  /** host:port of each agent. */
  readonly agents: readonly string[];
  /** host:port; default: alerts are delivered to nobody. */
  readonly alertmanager?: string;
  /** Such as `500ms`. */
  readonly interval: string;
  /** The rule file. */
  readonly rules: string;
}

interface Targets {
  readonly targets: readonly string[];
}

interface PrometheusConfig {
  readonly global: Readonly<Record<string, unknown>>;
  readonly rule_files: readonly string[];
  readonly alerting: { readonly alertmanagers: readonly { readonly static_configs: readonly Targets[] }[] };
  readonly scrape_configs: readonly { readonly job_name: string; readonly static_configs: readonly Targets[] }[];
}

const AGENT_JOB = 'understudy-agent';

function changed(config: PrometheusConfig, { agents, alertmanager, interval }: PrometheusChanges): PrometheusConfig {
  const [alertmanagers, ...others] = config.alerting.alertmanagers;
  if (alertmanagers === undefined || others.length > 0) throw new Error('one Alertmanager is provisioned, or none');
  const targets = alertmanager === undefined ? [] : [alertmanager];
  return {
    ...config,
    global: { ...config.global, scrape_interval: interval, evaluation_interval: interval },
    rule_files: ['rules.yml'],
    alerting: { alertmanagers: [{ ...alertmanagers, static_configs: [{ targets }] }] },
    // Only the agents run here.
    scrape_configs: config.scrape_configs
      .filter((job) => job.job_name === AGENT_JOB)
      .map((job) => ({ ...job, static_configs: [{ targets: agents }] })),
  };
}

/** Starts Prometheus with the provisioned configuration, changed by nothing but `changes`. */
export async function startProvisionedPrometheus(changes: PrometheusChanges): Promise<PrometheusProcess> {
  const config = parse(await readFile(PROMETHEUS_CONFIG, 'utf8')) as PrometheusConfig;
  const folder = await mkdtemp(join(tmpdir(), 'understudy-prometheus-'));
  await writeFile(join(folder, 'prometheus.yml'), stringify(changed(config, changes)));
  await writeFile(join(folder, 'rules.yml'), changes.rules);
  const prometheus = new PrometheusProcess(folder, await unusedPort());
  await prometheus.ready();
  return prometheus;
}
