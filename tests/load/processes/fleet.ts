import { agentConfig } from '../agentConfig.ts';
import { BenchProcess } from './benchProcess.ts';
import { AGENT_MAIN, startAgent, unusedPort } from './startAgent.ts';
import type { RunningAgent } from './startAgent.ts';

/** The processes of a benchmark and the ports at which they answer. */
export interface Fleet {
  readonly generator: BenchProcess;
  readonly bare: BenchProcess;
  readonly agent: BenchProcess;
  readonly ports: { readonly direct: number; readonly bare: number; readonly agent: number };
  /** Nobody listens here. */
  readonly refusedPort: number;
  /** One more agent, fresh, with the same configuration; whoever starts it ends it. */
  startAgent(): Promise<RunningAgent>;
  /** Ends them all. */
  end(): Promise<void>;
}

/** Starts upstream, pass-through, agent and generator; ends those that started when another does not. */
export async function startFleet(agentMain: string = AGENT_MAIN): Promise<Fleet> {
  const endings: (() => Promise<void>)[] = [];
  const end = async (): Promise<void> => {
    while (endings.length > 0) await endings.pop()?.();
  };
  try {
    const [upstream, direct] = await BenchProcess.listening('upstream', './upstream.ts');
    endings.push(() => upstream.end());
    const [bare, barePort] = await BenchProcess.listening('bare', './bare.ts', [String(direct)]);
    endings.push(() => bare.end());
    const generator = BenchProcess.script('generator', './generator.ts');
    endings.push(() => generator.end());
    const refusedPort = await unusedPort();
    const start = (): Promise<RunningAgent> => startAgent(agentMain, agentConfig(direct, refusedPort));
    const agent = await start();
    endings.push(() => agent.end());
    const ports = { direct, bare: barePort, agent: agent.port };
    return { generator, bare, agent: agent.process, ports, refusedPort, startAgent: start, end };
  } catch (error) {
    await end();
    throw error;
  }
}
