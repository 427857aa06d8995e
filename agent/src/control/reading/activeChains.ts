import type { ActiveStep, Chain, ChainState, ConfigDocument } from '@understudy/contract';
import type { Slices } from '../../telemetry/index.ts';

/** A chain with what the next request would use. */
export interface ActiveChain {
  readonly chain: Chain;
  readonly active: ActiveStep;
  readonly state: ChainState;
}

export interface ActiveChainsPorts {
  /** The configuration in force. */
  readonly document: () => ConfigDocument;
  /** Null = the model is not in the configuration in force. */
  readonly activeStep: (model: string) => ActiveStep | null;
  /** The engine's configuration, and the mark of its breakers: while both are the same, so are the steps. */
  readonly engine: () => { readonly snapshot: object; readonly mark: number };
}

interface Known {
  readonly document: ConfigDocument;
  readonly snapshot: object;
  readonly mark: number;
  readonly chains: readonly ActiveChain[];
}

/** Chains looked at before the time is. */
const CHAINS_PER_LOOK = 64;
const ALL_FAILED: ActiveStep = { position: -1, label: 'all failed', model: null };

function stateOf({ position }: ActiveStep): ChainState {
  if (position < 0) return 'failed';
  return position === 0 ? 'primary' : 'fallback';
}

/** Every chain with the step in effect: looked at again, in slices, when a breaker moved or the configuration changed. */
export class ActiveChains {
  readonly #ports: ActiveChainsPorts;
  #known: Known | null = null;

  constructor(ports: ActiveChainsPorts) {
    this.#ports = ports;
  }

  /** In the order of the document; the same list as long as nothing changed. */
  async read(slices: Slices): Promise<readonly ActiveChain[]> {
    const document = this.#ports.document();
    const { snapshot, mark } = this.#ports.engine();
    const known = this.#known;
    if (known?.document === document && known.snapshot === snapshot && known.mark === mark) return known.chains;
    const chains: ActiveChain[] = [];
    for (const chain of document.chains) {
      const active = this.#ports.activeStep(chain.model) ?? ALL_FAILED;
      chains.push({ chain, active, state: stateOf(active) });
      if (chains.length % CHAINS_PER_LOOK === 0 && slices.over) await slices.pause();
    }
    this.#known = { document, snapshot, mark, chains };
    return chains;
  }
}
