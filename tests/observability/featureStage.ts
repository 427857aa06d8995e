import type { ConfigDocument } from '@understudy/contract';
import { runCli } from '../cli/runCli.ts';
import type { AgentProcess } from '../kit/agentProcess.ts';
import type { PrometheusProcess } from '../kit/prometheusProcess.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { startSim, type Sim } from '../sim/startSim.ts';
import { FEATURE_ENV, featureDocument } from './featureDocument.ts';
import { startProvisionedPrometheus } from './provisionedPrometheus.ts';

/** LiteLLM's file as a person began it. */
const LITELLM = `model_list:
  - model_name: lead
    litellm_params: { model: openai/lead-up, api_key: os.environ/SIM_API_KEY }
  - model_name: second
    litellm_params: { model: openai/second-up, api_key: os.environ/SIM_API_KEY }
  - model_name: third
    litellm_params: { model: openai/third-up, api_key: os.environ/SIM_API_KEY }
`;

/** An agent before simulated providers and beside LiteLLM's file, watched by Prometheus as it is provisioned. */
export interface FeatureStage {
  readonly sim: Sim;
  readonly document: ConfigDocument;
  readonly agent: AgentProcess;
  readonly prometheus: PrometheusProcess;
  /** Writes the file that the agent reads again whenever it changes. */
  configure(content: ConfigDocument | string): Promise<unknown>;
  close(): Promise<void>;
}

async function startAgent(shop: Workshop, document: ConfigDocument): Promise<AgentProcess> {
  const config = await shop.write('understudy.json', document);
  const litellm = await shop.write('litellm-config.yaml', LITELLM);
  return shop.spawn(['--config', config, '--managed', '--litellm-config', litellm], { env: FEATURE_ENV }).ready();
}

export async function startFeatureStage(): Promise<FeatureStage> {
  const sim = await startSim();
  const shop = await openWorkshop();
  const document = featureDocument(sim);
  const agent = await startAgent(shop, document);
  const rules = await runCli(agent.controlUrl, ['rules']);
  await agent.metrics();
  const prometheus = await startProvisionedPrometheus({
    agents: [new URL(agent.controlUrl).host],
    interval: '1s',
    rules: rules.out,
  });
  return {
    sim,
    document,
    agent,
    prometheus,
    configure: (content) => shop.write('understudy.json', content),
    close: async () => {
      await prometheus.close();
      await shop.close();
      await sim.close();
    },
  };
}
