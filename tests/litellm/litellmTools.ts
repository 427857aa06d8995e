import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Put there by scripts/python-tools.mjs, which `npm test` runs. */
const BIN = join(import.meta.dirname, '../../node_modules/.cache/litellm/bin');

/** A program of LiteLLM's virtual environment. */
export function litellmTool(name: 'python' | 'litellm'): string {
  const path = join(BIN, name);
  if (!existsSync(path)) throw new Error('LiteLLM is not installed; npm test installs it');
  return path;
}

/** Environment of LiteLLM: no network for its price list, no telemetry, no banner, nothing of the machine's keys. */
export const LITELLM_ENV: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  HOME: process.env['HOME'] ?? '/tmp',
  LITELLM_LOCAL_MODEL_COST_MAP: 'True',
  LITELLM_LOG: 'ERROR',
  NO_PROXY: '127.0.0.1',
};
