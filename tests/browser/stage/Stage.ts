import type { Page } from '@playwright/test';
import { startHost, PROMETHEUS_UID, type GrafanaHost } from '../../grafana-host/index.ts';
import type { GrafanaLine } from '../../grafana-host/grafanaLine.ts';
import { startPrometheus, type PrometheusProcess } from '../../kit/prometheusProcess.ts';
import { CANARIES } from './canaries.ts';
import { startStageAgent, type StageAgent, type StageAgentOptions } from './StageAgent.ts';

/** Who opens a page: a role, or one of the host's people by login. */
export type Person = 'viewer' | 'editor' | 'admin' | 'vera' | 'edda' | 'erik' | 'anna' | 'otto';

/** How a page is opened. */
export interface OpenOptions {
  /** Default: admin. */
  readonly as?: Person;
  readonly theme?: 'dark' | 'light';
}

/** What a stage needs beside its agent. */
export interface StageOptions extends StageAgentOptions {
  readonly grafana: GrafanaLine;
  /** A real Prometheus that scrapes the agent every second. */
  readonly prometheus?: boolean;
}

/** A Grafana (the test host) with the app, connected to an agent of its own. */
export class Stage {
  readonly agent: StageAgent;
  readonly prometheus: PrometheusProcess | undefined;
  readonly #host: GrafanaHost;

  constructor(agent: StageAgent, host: GrafanaHost, prometheus: PrometheusProcess | undefined) {
    this.agent = agent;
    this.prometheus = prometheus;
    this.#host = host;
  }

  get url(): string {
    return this.#host.url;
  }

  /** Folders and rules of Grafana, beside any browser. */
  get alerting(): GrafanaHost['alerting'] {
    return this.#host.alerting;
  }

  /** Opens an address of Grafana in a page, as somebody. */
  async open(page: Page, path: string, { as = 'admin', theme = 'dark' }: OpenOptions = {}): Promise<void> {
    await page.context().addCookies([
      { name: 'host_user', value: as, url: this.url },
      { name: 'host_theme', value: theme, url: this.url },
    ]);
    await page.goto(`${this.url}${path}`);
  }

  /** Connects the app to another address, or to none; `connect()` undoes it. */
  connect(agentUrl: string | undefined = this.agent.url): void {
    this.#host.settings.update(settingsOf(agentUrl, this.prometheus !== undefined));
  }

  async close(): Promise<void> {
    await this.#host.close();
    await this.prometheus?.close();
    await this.agent.close();
  }
}

function settingsOf(agentUrl: string | undefined, hasPrometheus: boolean) {
  return {
    enabled: true,
    pinned: true,
    jsonData: {
      ...(agentUrl === undefined ? {} : { agentUrl }),
      ...(hasPrometheus ? { prometheusUid: PROMETHEUS_UID } : {}),
    },
    secureJsonData: { adminToken: CANARIES.adminToken, viewerToken: CANARIES.viewerToken },
  };
}

/** Starts agent, Prometheus where asked for, and host. */
export async function startStage({ grafana, prometheus = false, ...options }: StageOptions): Promise<Stage> {
  const agent = await startStageAgent(options);
  const scraper = prometheus ? await startPrometheus(agent.address) : undefined;
  const host = await startHost({
    grafana,
    settings: settingsOf(agent.url, prometheus),
    ...(scraper ? { prometheusUrl: scraper.url } : {}),
  });
  return new Stage(agent, host, scraper);
}
