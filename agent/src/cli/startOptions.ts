import { hostname } from 'node:os';
import { DRILL_FAILURES, errorAt, type DrillFailure, type Finding } from '@understudy/contract';
import { parseAllowedEnv } from '../store/index.ts';
import { parseDuration } from './duration.ts';
import { readLitellm, type LitellmStart, type RawLitellm } from './litellmOptions.ts';
import { readRates, type RateOptions, type RawRates } from './rateOptions.ts';
import { parseListenAddress, type ListenAddress } from './listenAddress.ts';
import { readStore, type StoreStart } from './storeOptions.ts';
import { readTelemetry, type RawTelemetry, type TelemetryStart } from './traceOptions.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything that `understudy start` was told, checked. */
export interface StartOptions {
  /** File of `--config`. */
  readonly config: string | undefined;
  readonly configWins: boolean;
  readonly managed: boolean;
  readonly dataDir: string;
  /** The data plane's address. */
  readonly proxy: ListenAddress;
  /** The control plane's address. */
  readonly control: ListenAddress;
  readonly store: StoreStart;
  readonly group: string;
  /** Name of this agent. */
  readonly instance: string;
  readonly secretsDir: string | undefined;
  readonly logLevel: LogLevel;
  readonly allowAnonymous: boolean;
  /** Milliseconds that open requests get after SIGTERM. */
  readonly drainMs: number;
  /** Longest request body in MiB. */
  readonly maxBodyMb: number;
  /** Milliseconds that a client may take to send a request. */
  readonly requestTimeoutMs: number;
  /** Milliseconds in which every chain is drilled once; undefined = only on demand. */
  readonly drillEveryMs: number | undefined;
  /** What scheduled drills force. */
  readonly drillFailure: DrillFailure;
  /** `UNDERSTUDY_ADMIN_TOKEN`: a token or `file:PATH`; a secret. */
  readonly adminToken: string | undefined;
  /** `UNDERSTUDY_VIEWER_TOKEN`, likewise. */
  readonly viewerToken: string | undefined;
  /** `UNDERSTUDY_MASTER_KEY`; a secret. */
  readonly masterKey: string | undefined;
  /** `UNDERSTUDY_MASTER_KEY_OLD`, during a rotation; a secret. */
  readonly oldMasterKey: string | undefined;
  /** Requests to the control API that one caller may make. */
  readonly rates: RateOptions;
  readonly allowedEnv: readonly string[];
  /** Provider addresses that are link-local or metadata services are let through. */
  readonly allowMetadataAddresses: boolean;
  /** Where prices are synced from; undefined = the shipped snapshot. */
  readonly pricesUrl: string | undefined;
  /** Hours between two syncs of prices; undefined = only on demand. */
  readonly pricesSyncHours: number | undefined;
  /** LiteLLM's file and proxy; undefined = the agent knows none. */
  readonly litellm: LitellmStart | undefined;
  /** Traces, exemplars and OpenTelemetry's metrics. */
  readonly telemetry: TelemetryStart;
}

/** What commander hands over: texts as typed, or from the environment, or defaults. */
export interface RawStartOptions extends RawRates, RawLitellm, RawTelemetry {
  readonly config?: string;
  readonly configWins?: boolean;
  readonly managed?: boolean;
  readonly dataDir: string;
  readonly proxy: string;
  readonly control: string;
  readonly store: string;
  readonly group: string;
  readonly instance?: string;
  readonly secretsDir?: string;
  readonly logLevel: string;
  readonly allowAnonymous?: boolean;
  readonly drainMs: string;
  readonly maxBodyMb: string;
  readonly requestTimeoutMs: string;
  readonly allowMetadataAddresses?: boolean;
  readonly pricesUrl?: string;
  readonly pricesSyncHours?: string;
  readonly drillEvery?: string;
  readonly drillFailure: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Collects what is wrong, so that all of it is told at once. */
class Problems {
  readonly findings: Finding[] = [];

  add(flag: string, message: string, fix: string): void {
    this.findings.push(errorAt({ code: 'bad_option', path: flag, message: `${flag}: ${message}`, fix }));
  }
}

function address(flag: string, text: string, problems: Problems): ListenAddress {
  const parsed = parseListenAddress(text);
  if (!('problem' in parsed)) return parsed;
  problems.add(flag, `${JSON.stringify(text)} is no address: ${parsed.problem}`, `Write ${flag} HOST:PORT.`);
  return { host: '127.0.0.1', port: 0 };
}

function duration(flag: string, text: string, problems: Problems): number {
  const ms = parseDuration(text);
  if (ms !== undefined && ms <= 3_600_000) return ms;
  problems.add(flag, `${JSON.stringify(text)} is no duration up to an hour`, 'Write milliseconds, or 30s, 5m.');
  return 0;
}

const MIN_DRILL_EVERY_MS = 60_000;
/** A timer's own limit is 24.8 days; the schedule looks more often, but nobody can mean more than a month. */
const MAX_DRILL_EVERY_MS = 31 * 24 * 3_600_000;

function pricesUrl(text: string | undefined, problems: Problems): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  if (isPlain) return text;
  const message = 'it is no http or https address, or holds a user or password';
  problems.add('--prices-url', message, 'Name a JSON file in the form of genai-prices.');
  return undefined;
}

/** A week and a day: longer than anybody would call a schedule. */
const MAX_SYNC_HOURS = 192;

function pricesSyncHours(text: string | undefined, problems: Problems): number | undefined {
  if (text === undefined) return undefined;
  const hours = Number(text);
  if (hours >= 1 && hours <= MAX_SYNC_HOURS) return hours;
  const fix = `Write hours from 1 to ${MAX_SYNC_HOURS}, for example --prices-sync-hours 24.`;
  problems.add('--prices-sync-hours', `${JSON.stringify(text)} is no number of hours`, fix);
  return undefined;
}

function drillEvery(text: string | undefined, problems: Problems): number | undefined {
  if (text === undefined) return undefined;
  const ms = parseDuration(text);
  if (ms !== undefined && ms >= MIN_DRILL_EVERY_MS && ms <= MAX_DRILL_EVERY_MS) return ms;
  const message = `${JSON.stringify(text)} is no duration from a minute to 31 days`;
  problems.add('--drill-every', message, 'Write hours or minutes, for example --drill-every 24h.');
  return undefined;
}

function drillFailure(text: string, problems: Problems): DrillFailure {
  const failure = DRILL_FAILURES.find((known) => known === text);
  if (failure !== undefined) return failure;
  problems.add(
    '--drill-failure',
    `${JSON.stringify(text)} is no failure`,
    `Choose one of ${DRILL_FAILURES.join(', ')}.`,
  );
  return 'rate_limit';
}

const MAX_BODY_MB = 1_024;

function bodyLimit(text: string, problems: Problems): number {
  const mebibytes = Number(text);
  if (mebibytes > 0 && mebibytes <= MAX_BODY_MB) return mebibytes;
  const fix = `Write a number above 0 and up to ${MAX_BODY_MB}, for example --max-body-mb 64.`;
  problems.add('--max-body-mb', `${JSON.stringify(text)} is no size`, fix);
  return 0;
}

function isLogLevel(text: string): text is LogLevel {
  return LOG_LEVELS.some((level) => level === text);
}

function logLevel(text: string, problems: Problems): LogLevel {
  if (isLogLevel(text)) return text;
  problems.add('--log-level', `${JSON.stringify(text)} is no level`, `Choose one of ${LOG_LEVELS.join(', ')}.`);
  return 'info';
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

function checkName(flag: '--group' | '--instance', name: string | undefined, problems: Problems): void {
  if (name === undefined || NAME.test(name)) return;
  const what = flag === '--group' ? 'a group' : 'an agent';
  const fix = 'Use up to 100 letters, digits, dots, dashes and underscores.';
  problems.add(flag, `${JSON.stringify(name)} cannot name ${what}`, fix);
}

function checkTogether(raw: RawStartOptions, problems: Problems): void {
  const told = raw.managed === true ? '--managed' : '--config-wins';
  if ((raw.managed === true || raw.configWins === true) && raw.config === undefined) {
    problems.add(told, 'it needs a file', `Name the file: ${told} --config understudy.yaml.`);
  }
  checkName('--group', raw.group, problems);
  checkName('--instance', set(raw.instance), problems);
}

function set(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}

/** Checks what was typed; either every option, or everything that is wrong with them. */
export function readStartOptions(
  raw: RawStartOptions,
  env: Environment,
): { readonly options: StartOptions } | { readonly findings: Finding[] } {
  const problems = new Problems();
  const tell = (flag: string, message: string, fix: string): void => problems.add(flag, message, fix);
  const proxy = address('--proxy', raw.proxy, problems);
  const control = address('--control', raw.control, problems);
  if (
    problems.findings.length === 0 &&
    proxy.port !== 0 &&
    proxy.port === control.port &&
    proxy.host === control.host
  ) {
    problems.add('--control', 'it is the same address as --proxy', 'Give each listener a port of its own.');
  }
  const options: StartOptions = {
    config: set(raw.config),
    configWins: raw.configWins === true,
    managed: raw.managed === true,
    dataDir: raw.dataDir,
    proxy,
    control,
    store: readStore(raw.store, set(env['UNDERSTUDY_STORE_PASSWORD']), tell),
    group: raw.group,
    instance: set(raw.instance) ?? hostname(),
    secretsDir: set(raw.secretsDir),
    logLevel: logLevel(raw.logLevel, problems),
    allowAnonymous: raw.allowAnonymous === true,
    drainMs: duration('--drain-ms', raw.drainMs, problems),
    maxBodyMb: bodyLimit(raw.maxBodyMb, problems),
    requestTimeoutMs: duration('--request-timeout-ms', raw.requestTimeoutMs, problems),
    allowMetadataAddresses: raw.allowMetadataAddresses === true,
    pricesUrl: pricesUrl(set(raw.pricesUrl), problems),
    pricesSyncHours: pricesSyncHours(set(raw.pricesSyncHours), problems),
    drillEveryMs: drillEvery(set(raw.drillEvery), problems),
    drillFailure: drillFailure(raw.drillFailure, problems),
    adminToken: set(env['UNDERSTUDY_ADMIN_TOKEN']),
    viewerToken: set(env['UNDERSTUDY_VIEWER_TOKEN']),
    masterKey: set(env['UNDERSTUDY_MASTER_KEY']),
    oldMasterKey: set(env['UNDERSTUDY_MASTER_KEY_OLD']),
    rates: readRates(raw, tell),
    litellm: readLitellm(raw, tell),
    telemetry: readTelemetry(raw, env, tell),
    allowedEnv: parseAllowedEnv(env['UNDERSTUDY_ALLOWED_ENV']),
  };
  checkTogether(raw, problems);
  return problems.findings.length > 0 ? { findings: problems.findings } : { options };
}
