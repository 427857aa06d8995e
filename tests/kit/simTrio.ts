import { startSim, type Sim } from '../sim/startSim.ts';

/** Three simulated providers: the primary's and two fallbacks'. */
export interface SimTrio {
  readonly lead: Sim;
  readonly second: Sim;
  readonly third: Sim;
  readonly all: readonly Sim[];
  /** Forgets calls and scripts. */
  reset(): void;
  close(): Promise<void>;
}

/** Starts them on free ports. */
export async function startSimTrio(): Promise<SimTrio> {
  const [lead, second, third] = await Promise.all([startSim(), startSim(), startSim()]);
  const all = [lead, second, third];
  return {
    lead,
    second,
    third,
    all,
    reset: () => all.forEach((sim) => sim.reset()),
    close: async () => {
      await Promise.all(all.map((sim) => sim.close()));
    },
  };
}
