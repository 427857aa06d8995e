import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { freePort } from './freePort.ts';

const CONFIG = join(import.meta.dirname, '../../provisioning/prometheus/demo.yml');
/** Beside the configuration, which names it. */
const RULES = join(import.meta.dirname, '../../provisioning/prometheus/understudy.rules.yml');
const TARGET = '127.0.0.1:4101';
const READY_TIMEOUT_MS = 30_000;

/** A Prometheus that scrapes the demo's agent. */
export interface DemoPrometheus {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts it; undefined = no `prometheus` on this machine. */
export async function startDemoPrometheus(target: string): Promise<DemoPrometheus | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-demo-prometheus-'));
  const config = join(folder, 'prometheus.yml');
  await writeFile(config, (await readFile(CONFIG, 'utf8')).replace(TARGET, target));
  await copyFile(RULES, join(folder, basename(RULES)));
  const address = `127.0.0.1:${await freePort(9090)}`;
  const flags = [
    `--config.file=${config}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=${address}`,
    '--log.level=error',
  ];
  const child = spawn('prometheus', flags, { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit').catch(() => undefined);
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    if (child.pid !== undefined) await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const until = Date.now() + READY_TIMEOUT_MS;
  while (child.pid !== undefined && child.exitCode === null && Date.now() < until) {
    const ready = await fetch(`http://${address}/-/ready`).catch(() => null);
    if (ready?.ok === true) return { url: `http://${address}`, close };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await close();
  return undefined;
}
