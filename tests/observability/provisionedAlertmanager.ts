import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebDaemon } from '../kit/webDaemon.ts';
import { unusedPort } from '../sim/unusedPort.ts';
import { ALERTMANAGER_CONFIG } from './provisioned.ts';

/** Of the placeholder that the provisioned receivers deliver to. */
const RECEIVER = /http:\/\/sim:4190\//g;

/** What differs from the provisioned configuration. Its waits shrink; how often it repeats itself stays. */
export interface AlertmanagerChanges {
  /** The simulated provider that takes the deliveries. */
  readonly simUrl: string;
  readonly groupWait: string;
  readonly groupInterval: string;
}

function changed(config: string, { simUrl, groupWait, groupInterval }: AlertmanagerChanges): string {
  return config
    .replaceAll(RECEIVER, `${simUrl}/`)
    .replaceAll(/group_wait: \S+/g, `group_wait: ${groupWait}`)
    .replaceAll(/group_interval: \S+/g, `group_interval: ${groupInterval}`);
}

/** A real Alertmanager with the provisioned configuration, changed by nothing but `changes`. */
export async function startProvisionedAlertmanager(changes: AlertmanagerChanges): Promise<WebDaemon> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-alertmanager-'));
  const file = join(folder, 'alertmanager.yml');
  await writeFile(file, changed(await readFile(ALERTMANAGER_CONFIG, 'utf8'), changes));
  const port = await unusedPort();
  const args = [
    `--config.file=${file}`,
    `--storage.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    // Alone: no gossip.
    '--cluster.listen-address=',
    '--log.level=error',
  ];
  const daemon = new WebDaemon({ command: 'prometheus-alertmanager', args, port, folder });
  await daemon.ready();
  return daemon;
}
