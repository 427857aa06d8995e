import { cpus, totalmem } from 'node:os';

const GB = 1024 ** 3;

/** What it was measured on and how. */
export interface Machine {
  readonly date: string;
  readonly command: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  readonly system: string;
}

/** This machine, now. */
export function thisMachine(args: readonly string[]): Machine {
  const list = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    command: ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' '),
    processor: list[0]?.model.trim() ?? 'unknown',
    cores: list.length,
    memoryGb: Math.round(totalmem() / GB),
    node: process.version,
    system: `${process.platform} ${process.arch}`,
  };
}

/** One line about it. */
export function machineLine(machine: Machine): string {
  const { date, processor, cores, memoryGb, node, system } = machine;
  return `${date}, ${cores} cores (${processor}), ${memoryGb} GB, ${system}, Node ${node}`;
}
