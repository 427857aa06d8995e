import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConfigDocument } from '@understudy/contract';
import { AgentProcess, type AgentProcessOptions } from './agentProcess.ts';

/** A temporary folder with the files and agents of one test. */
export class Workshop {
  readonly folder: string;
  readonly #agents: AgentProcess[] = [];

  constructor(folder: string) {
    this.folder = folder;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Writes a document (as JSON, which is YAML too), or any text, and answers its path. */
  async write(name: string, content: ConfigDocument | string): Promise<string> {
    const path = this.path(name);
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    return path;
  }

  /** Starts an agent whose data is in this folder, unless told otherwise. */
  spawn(args: readonly string[], options: Partial<AgentProcessOptions> = {}): AgentProcess {
    const agent = new AgentProcess({ dataDir: this.path('data'), ...options, args });
    this.#agents.push(agent);
    return agent;
  }

  /** Ends what still runs and removes the folder. */
  async close(): Promise<void> {
    await Promise.all(this.#agents.map((agent) => agent.close()));
    await rm(this.folder, { recursive: true, force: true });
  }
}

export async function openWorkshop(): Promise<Workshop> {
  return new Workshop(await mkdtemp(join(tmpdir(), 'understudy-test-')));
}
