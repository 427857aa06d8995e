import { parseArgs } from 'node:util';
import { PRESETS } from './presets.ts';
import { readScriptFile } from './readScriptFile.ts';
import type { SimScript } from './simOptions.ts';
import { startSim } from './startSim.ts';
import type { DeliveredAlert } from './webhookBook.ts';

const USAGE = `Simulated model providers.

  --port N        port to listen on            SIM_PORT     default 4190
  --host H        address to listen on         SIM_HOST     default 127.0.0.1
  --script FILE   behaviours, as JSON          SIM_SCRIPT
  --preset NAME   ready-made behaviours: ${Object.keys(PRESETS).join(', ')}  SIM_PRESET
  --record N      keep the last N calls        SIM_RECORD   default 1000
`;

const DEFAULT_PORT = '4190';
const DEFAULT_RECORD = '1000';

function readOptions(): Record<'port' | 'host' | 'record', string> & {
  script?: string;
  preset?: string;
  help?: boolean;
} {
  const { env } = process;
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: env.SIM_PORT ?? DEFAULT_PORT },
      host: { type: 'string', default: env.SIM_HOST ?? '127.0.0.1' },
      script: { type: 'string', default: env.SIM_SCRIPT ?? '' },
      preset: { type: 'string', default: env.SIM_PRESET ?? '' },
      record: { type: 'string', default: env.SIM_RECORD ?? DEFAULT_RECORD },
      help: { type: 'boolean', default: false },
    },
  });
  return values;
}

async function scriptFor(file: string | undefined, preset: string | undefined): Promise<SimScript> {
  if (file) return readScriptFile(file);
  if (!preset) return {};
  const known = PRESETS[preset];
  if (known === undefined) throw new TypeError(`No preset is called ${preset}.`);
  return known;
}

function sayAlert({ status, receiver, labels: { alertname, ...labels } }: DeliveredAlert): void {
  const pairs = Object.entries(labels).map(([name, value]) => ` ${name}=${value}`);
  process.stdout.write(`Alert for ${receiver}: ${alertname} ${status}${pairs.join('')}\n`);
}

const options = readOptions();
if (options.help) {
  process.stdout.write(USAGE);
} else {
  const script = await scriptFor(options.script, options.preset);
  const record = Number(options.record);
  const sim = await startSim({
    ...script,
    port: Number(options.port),
    host: options.host,
    record: record > 0 ? record : false,
    control: true,
    onAlert: sayAlert,
  });
  process.stdout.write(`Simulated providers listen on ${sim.url}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void sim.close());
  }
}
