import { Option, type Command } from 'commander';
import { secretForm } from '@understudy/contract';
import { parseReloadHook, type LitellmOptions, type ReloadHook } from '../litellm/index.ts';
import { parseDuration } from './duration.ts';

/** LiteLLM's part of the start flags. */
export interface LitellmStart extends LitellmOptions {
  /** Where the proxy's master key is: `env:NAME` or `file:PATH`; undefined = none is known. */
  readonly key: string | undefined;
}

/** As typed, or from the environment, or defaults. */
export interface RawLitellm {
  readonly litellmConfig?: string;
  readonly litellmUrl?: string;
  readonly litellmKey?: string;
  readonly litellmReload: string;
  readonly litellmReloadMs: string;
  readonly litellmReadyMs: string;
  readonly litellmKeep: string;
}

type Tell = (flag: string, message: string, fix: string) => void;

const MOST_BACKUPS = 1_000;
const HOUR_MS = 3_600_000;

/** Adds the flags. `emptyIsDefault`: an empty variable counts as not set. */
export function withLitellm(
  command: Command,
  emptyIsDefault: (value: string, before: string | undefined) => string | undefined,
): Command {
  const add = (flags: string, description: string, env: string, byDefault?: string): void => {
    const made = new Option(flags, description).argParser(emptyIsDefault).env(env);
    command.addOption(byDefault === undefined ? made : made.default(byDefault));
  };
  add('--litellm-config <file>', "LiteLLM's configuration file, written on demand", 'UNDERSTUDY_LITELLM_CONFIG');
  add('--litellm-url <url>', 'the LiteLLM proxy, to wait for it and to prove chains', 'UNDERSTUDY_LITELLM_URL');
  add('--litellm-key <reference>', 'its master key: env:NAME or file:PATH', 'UNDERSTUDY_LITELLM_KEY');
  add(
    '--litellm-reload <hook>',
    'how the proxy reads its file again: none, command:COMMAND, signal:SIGTERM:PIDFILE, container:NAME or an address to POST to',
    'UNDERSTUDY_LITELLM_RELOAD',
    'none',
  );
  add('--litellm-reload-ms <duration>', 'time for the hook (ms, or 60s)', 'UNDERSTUDY_LITELLM_RELOAD_MS', '60000');
  add('--litellm-ready-ms <duration>', 'time for the proxy to be ready', 'UNDERSTUDY_LITELLM_READY_MS', '120000');
  add('--litellm-keep <n>', 'backups of the file that are kept', 'UNDERSTUDY_LITELLM_KEEP', '10');
  return command;
}

function hookOf(text: string, tell: Tell): ReloadHook {
  const hook = parseReloadHook(text);
  if (!('problem' in hook)) return hook;
  tell('--litellm-reload', hook.problem, "For example --litellm-reload 'command:systemctl restart litellm'.");
  return { kind: 'none' };
}

function urlOf(text: string | undefined, tell: Tell): string | null {
  if (text === undefined) return null;
  const url = URL.parse(text);
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  if (isPlain) return text;
  tell('--litellm-url', 'it is no http or https address, or holds a user or password', 'Write http://HOST:PORT.');
  return null;
}

function keyOf(text: string | undefined, tell: Tell): string | undefined {
  if (text === undefined || ['env', 'file'].includes(secretForm(text))) return text;
  tell(
    '--litellm-key',
    'it is no reference, and a key in a command line is seen by all',
    'Write env:NAME or file:PATH.',
  );
  return undefined;
}

function durationOf(flag: string, text: string, tell: Tell): number {
  const ms = parseDuration(text);
  if (ms !== undefined && ms > 0 && ms <= HOUR_MS) return ms;
  tell(flag, `${JSON.stringify(text)} is no duration up to an hour`, 'Write milliseconds, or 30s, 5m.');
  return 0;
}

function keepOf(text: string, tell: Tell): number {
  const keep = Number(text);
  if (/^\d+$/.test(text) && keep >= 1 && keep <= MOST_BACKUPS) return keep;
  tell('--litellm-keep', `${JSON.stringify(text)} is no number of backups`, `Write 1 to ${MOST_BACKUPS}.`);
  return 1;
}

function set(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}

/** Reads the flags; undefined without `--litellm-config`. What is wrong is told to `tell`. */
export function readLitellm(raw: RawLitellm, tell: Tell): LitellmStart | undefined {
  const config = set(raw.litellmConfig);
  const url = urlOf(set(raw.litellmUrl), tell);
  const key = keyOf(set(raw.litellmKey), tell);
  const hook = hookOf(raw.litellmReload, tell);
  const hookMs = durationOf('--litellm-reload-ms', raw.litellmReloadMs, tell);
  const readyMs = durationOf('--litellm-ready-ms', raw.litellmReadyMs, tell);
  const keep = keepOf(raw.litellmKeep, tell);
  if (config !== undefined) return { config, url, key, hook, hookMs, readyMs, keep };
  if (url !== null || hook.kind !== 'none') {
    tell('--litellm-config', 'the file is missing beside --litellm-url or --litellm-reload', 'Name the file.');
  }
  return undefined;
}
