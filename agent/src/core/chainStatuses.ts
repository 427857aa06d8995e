import type { ActiveStep, Chain, ChainResourceStatus, ConfigDocument, LastProven } from '@understudy/contract';
import type { CompiledChain, Engine } from '../engine/index.ts';
import type { Statistics } from '../telemetry/index.ts';

export interface ChainStatusPorts {
  readonly engine: Pick<Engine, 'snapshot' | 'breakers'>;
  readonly statistics: Pick<Statistics, 'fallbackStats'>;
  /** The document in force. */
  readonly document: () => Pick<ConfigDocument, 'policy'>;
  /** Null = the model is not in the configuration in force. */
  readonly activeStep: (model: string) => ActiveStep | null;
  /** Null = never. */
  readonly lastProven: (model: string) => LastProven | null;
  /** Epoch ms. */
  readonly now: () => number;
}

/** Status of chains, read once for an answer; null = the chain's model is not in the configuration in force. */
export type ChainStatuses = (tz: string) => Promise<(chain: Chain) => ChainResourceStatus | null>;

const QUIET: ChainResourceStatus['today'] = { totalRequests: 0, fallbackCount: 0, fallbackRate: 0 };

function openModelsOf(chain: CompiledChain | undefined, open: ReadonlySet<string>): string[] {
  if (chain === undefined || open.size === 0) return [];
  const steps = [...chain.steps, ...(chain.contextWindow ?? []), ...(chain.contentPolicy ?? [])];
  return [...new Set(steps.filter(({ target }) => open.has(target)).map(({ model }) => model))];
}

/** What `chains` shows beside the settings: the step in effect, open breakers, the policy's name, today, the last proof. */
export function chainStatuses(ports: ChainStatusPorts): ChainStatuses {
  const { engine, statistics, document, activeStep, lastProven, now } = ports;
  return async (tz) => {
    const { stats } = await statistics.fallbackStats({ tz, now: now() });
    const today = new Map(stats.map((stat) => [stat.model, stat]));
    const { snapshot, breakers } = engine;
    const open = new Set(
      breakers
        .readings(snapshot)
        .filter(({ state }) => state === 'open')
        .map(({ target }) => target),
    );
    const preset = document().policy?.preset ?? 'patient';
    return (chain) => {
      const active = activeStep(chain.model);
      if (active === null) return null;
      const { totalRequests, fallbackCount, fallbackRate } = today.get(chain.model) ?? QUIET;
      return {
        ...active,
        openModels: openModelsOf(snapshot.chains.get(chain.model), open),
        preset: chain.preset ?? preset,
        edited: Object.keys(chain.policy ?? {}).length > 0,
        today: { totalRequests, fallbackCount, fallbackRate },
        lastProven: lastProven(chain.model),
      };
    };
  };
}
