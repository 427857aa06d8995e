import type { ConfigDocument } from '@understudy/contract';
import { runCli } from '../cli/runCli.ts';
import type { AgentProcess } from '../kit/agentProcess.ts';
import type { PrometheusProcess } from '../kit/prometheusProcess.ts';
import type { WebDaemon } from '../kit/webDaemon.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { startSim, type Sim } from '../sim/startSim.ts';
import { unusedPort } from '../sim/unusedPort.ts';
import { alertDocument } from './alertDocument.ts';
import { startProvisionedAlertmanager } from './provisionedAlertmanager.ts';
import { startProvisionedPrometheus } from './provisionedPrometheus.ts';

const ENV = { SIM_API_KEY: 'simulated' };
type AgentName = 'first' | 'second';

/** An agent that can end and start again where it was. */
class Replaceable {
  /** host:port */
  readonly control: string;
  readonly #shop: Workshop;
  readonly #name: AgentName;
  #process: AgentProcess | null = null;

  constructor(shop: Workshop, name: AgentName, port: number) {
    this.#shop = shop;
    this.#name = name;
    this.control = `127.0.0.1:${port}`;
  }

  get process(): AgentProcess {
    if (this.#process === null) throw new Error(`the ${this.#name} agent does not run`);
    return this.#process;
  }

  /** Writes the file that it reads again whenever it changes. */
  async configure(content: ConfigDocument | string): Promise<string> {
    return this.#shop.write(`${this.#name}.json`, content);
  }

  async start(): Promise<void> {
    const args = ['--config', this.#shop.path(`${this.#name}.json`), '--managed', '--group', 'fleet'];
    const dataDir = this.#shop.path(this.#name);
    this.#process = await this.#shop.spawn(args, { dataDir, control: this.control, env: ENV }).ready();
  }

  async stop(): Promise<void> {
    this.process.kill('SIGTERM');
    await this.process.exited;
    this.#process = null;
  }
}

/** Two agents of one group before simulated providers, watched by Prometheus and Alertmanager as they are provisioned. */
export class AlertStage {
  readonly sim: Sim;
  readonly shop: Workshop;
  readonly document: ConfigDocument;
  readonly first: Replaceable;
  readonly second: Replaceable;
  #alertmanager: WebDaemon | null = null;
  #prometheus: PrometheusProcess | null = null;

  constructor(sim: Sim, shop: Workshop, ports: readonly [first: number, second: number]) {
    this.sim = sim;
    this.shop = shop;
    this.document = alertDocument(sim.url);
    this.first = new Replaceable(shop, 'first', ports[0]);
    this.second = new Replaceable(shop, 'second', ports[1]);
  }

  async start(): Promise<void> {
    const agents = [this.first, this.second];
    await Promise.all(agents.map((agent) => agent.configure(this.document)));
    const waits = { groupWait: '500ms', groupInterval: '1s' };
    this.#alertmanager = await startProvisionedAlertmanager({ simUrl: this.sim.url, ...waits });
    await Promise.all(agents.map((agent) => agent.start()));
    // The first exposition takes longest.
    await Promise.all(agents.map((agent) => agent.process.metrics()));
    this.#prometheus = await startProvisionedPrometheus({
      agents: agents.map(({ control }) => control),
      alertmanager: new URL(this.#alertmanager.url).host,
      interval: '1s',
      rules: await this.#rules(),
    });
  }

  /** What `understudy rules` writes of the configuration in force. */
  async #rules(): Promise<string> {
    const { out, err, code } = await runCli(this.first.process.controlUrl, ['rules']);
    if (code !== 0) throw new Error(err);
    return out;
  }

  get prometheus(): PrometheusProcess {
    if (this.#prometheus === null) throw new Error('the stage has not started');
    return this.#prometheus;
  }

  async close(): Promise<void> {
    await this.#prometheus?.close();
    await this.#alertmanager?.close();
    await this.shop.close();
    await this.sim.close();
  }
}

export async function openAlertStage(): Promise<AlertStage> {
  const sim = await startSim({ control: true, record: 100 });
  const ports = [await unusedPort(), await unusedPort()] as const;
  return new AlertStage(sim, await openWorkshop(), ports);
}
