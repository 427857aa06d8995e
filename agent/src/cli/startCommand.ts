import { Command, Option } from 'commander';
import { DRILL_FAILURES } from '@understudy/contract';
import { ConfigurationError } from '../store/index.ts';
import { withLitellm } from './litellmOptions.ts';
import { refuse } from './refuse.ts';
import { LOG_LEVELS, readStartOptions, type RawStartOptions, type StartOptions } from './startOptions.ts';
import type { Terminal } from './terminal.ts';
import { withTelemetry } from './traceOptions.ts';

/** Runs the agent; resolves once it is up. Rejects with `ConfigurationError` where it cannot start so. */
export type Start = (options: StartOptions) => Promise<void>;

const HELP = `
Environment (flags win):
  UNDERSTUDY_ADMIN_TOKEN    token of the control plane, or file:PATH with one token a line
  UNDERSTUDY_VIEWER_TOKEN   the same, read-only
  UNDERSTUDY_MASTER_KEY     seals secrets at rest; 32 bytes, for example from: openssl rand -base64 32
  UNDERSTUDY_MASTER_KEY_OLD the key before, while secrets are sealed anew (POST /api/v1/secrets/rotate)
  UNDERSTUDY_ALLOWED_ENV    variables that references written through the API may name (default *_API_KEY)
  OTEL_EXPORTER_OTLP_*      where traces go, with which headers (with --traces otlp; docs/tracing.md)

Examples:
  $ understudy start --config understudy.yaml
  $ understudy start --config understudy.yaml --managed          # the file is the truth, read again when it changes
  $ understudy start --config understudy.yaml --config-wins      # put the file in force once, as a new revision
  $ UNDERSTUDY_ADMIN_TOKEN=file:/run/secrets/token understudy start --control 0.0.0.0:4101

Without tokens the control plane binds to loopback only, without clients in the document the data plane does.`;

/** An empty variable counts as not set, as docker compose passes \`\${NAME:-}\`. */
function emptyIsDefault(value: string, before: string | undefined): string | undefined {
  return value === '' ? before : value;
}

function option(flags: string, description: string, env?: string, byDefault?: string): Option {
  const made = new Option(flags, description).argParser(emptyIsDefault);
  if (byDefault !== undefined) made.default(byDefault);
  return env === undefined ? made : made.env(env);
}

function withOptions(command: Command): Command {
  return command
    .addOption(option('-c, --config <file>', 'configuration (YAML or JSON) that seeds an empty store'))
    .option('--config-wins', 'apply the file as a new revision if the store holds another document')
    .option('--managed', 'the file is the truth: read-only API, read again on change and on SIGHUP')
    .addOption(
      option(
        '--data-dir <folder>',
        'where the document, its revisions and usage are kept',
        'UNDERSTUDY_DATA_DIR',
        './data',
      ),
    )
    .addOption(option('--proxy <host:port>', 'address of the data plane (/v1)', 'UNDERSTUDY_PROXY', '127.0.0.1:4100'))
    .addOption(option('--control <host:port>', 'address of the control plane', 'UNDERSTUDY_CONTROL', '127.0.0.1:4101'))
    .option('--allow-anonymous', 'let the data plane answer without clients beyond loopback')
    .addOption(
      option(
        '--store <store>',
        'where the document lives: file (the data folder), or redis://host:6379 for all agents of the group',
        'UNDERSTUDY_STORE',
        'file',
      ),
    )
    .addOption(option('--group <name>', 'agents that run the same document', 'UNDERSTUDY_GROUP', 'default'))
    .addOption(option('--instance <name>', 'name of this agent; default: the host name', 'UNDERSTUDY_INSTANCE'))
    .addOption(
      option('--secrets-dir <folder>', 'files that references through the API may name', 'UNDERSTUDY_SECRETS_DIR'),
    )
    .addOption(option('--log-level <level>', LOG_LEVELS.join(', '), 'UNDERSTUDY_LOG_LEVEL', 'info'))
    .addOption(
      option(
        '--drain-ms <duration>',
        'time for open requests after SIGTERM (ms, or 30s)',
        'UNDERSTUDY_DRAIN_MS',
        '30000',
      ),
    )
    .addOption(
      option('--max-body-mb <MiB>', 'longest request body; a longer one gets 413', 'UNDERSTUDY_MAX_BODY_MB', '32'),
    )
    .addOption(
      option(
        '--request-timeout-ms <duration>',
        'time for a client to send a request (ms, or 60s)',
        'UNDERSTUDY_REQUEST_TIMEOUT_MS',
        '60000',
      ),
    );
}

/** Options of what the agent does by itself, and of what it lets through. */
function withDuties(command: Command): Command {
  return command
    .option('--allow-metadata-addresses', 'let providers have link-local and cloud metadata addresses')
    .addOption(
      option(
        '--prices-url <url>',
        'price data to sync from; default: what came with this version',
        'UNDERSTUDY_PRICES_URL',
      ),
    )
    .addOption(
      option('--prices-sync-hours <hours>', 'sync prices by itself; default: never', 'UNDERSTUDY_PRICES_SYNC_HOURS'),
    )
    .addOption(
      option(
        '--drill-every <duration>',
        'drill every chain once in this time (24h), spread over it; the fallbacks are really called; default: never',
        'UNDERSTUDY_DRILL_EVERY',
      ),
    )
    .addOption(
      option(
        '--drill-failure <failure>',
        `what scheduled drills force on the primary: ${DRILL_FAILURES.join(', ')}`,
        'UNDERSTUDY_DRILL_FAILURE',
        'rate_limit',
      ),
    );
}

function withRates(command: Command): Command {
  return command
    .addOption(option('--rate-reads <n>', 'control API: reads a second and caller', 'UNDERSTUDY_RATE_READS', '100'))
    .addOption(option('--rate-writes <n>', 'control API: writes a second and caller', 'UNDERSTUDY_RATE_WRITES', '20'))
    .addOption(option('--rate-drills <n>', 'control API: drills a minute and caller', 'UNDERSTUDY_RATE_DRILLS', '10'))
    .addOption(
      option('--rate-refused <n>', 'control API: wrong tokens a second and address', 'UNDERSTUDY_RATE_REFUSED', '20'),
    );
}

/** `understudy start`. */
export function startCommand(
  start: Start,
  terminal: Terminal,
  env: Readonly<Record<string, string | undefined>>,
): Command {
  const command = new Command('start').description('run the agent').addHelpText('after', HELP);
  const flags = withTelemetry(withRates(withDuties(withOptions(command))), emptyIsDefault);
  return withLitellm(flags, emptyIsDefault).action(async (raw: RawStartOptions) => {
    try {
      const read = readStartOptions(raw, env);
      if ('findings' in read) throw new ConfigurationError(read.findings);
      await start(read.options);
    } catch (error) {
      refuse(error, terminal);
    }
  });
}
