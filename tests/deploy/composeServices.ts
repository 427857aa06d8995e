import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { interpolate, readCompose, type ComposeModel } from './composeModel.ts';
import { ROOT } from './tools.ts';

/** What tests put into `.env`. */
export const VARIABLES = {
  UNDERSTUDY_ADMIN_TOKEN: 'admin-token-of-the-test',
  UNDERSTUDY_VIEWER_TOKEN: 'viewer-token-of-the-test',
  CHECKOUT_KEY: 'checkout-key-of-the-test',
  GRAFANA_ADMIN_PASSWORD: 'password-of-the-test',
  UNDERSTUDY_STORE_PASSWORD: 'store-password-of-the-test',
} as const;

/** The services of docker-compose.yml, all profiles, with those variables. */
export const SERVICES: ComposeModel['services'] = (
  await readCompose(interpolate(await readFile(join(ROOT, 'docker-compose.yml'), 'utf8'), VARIABLES))
).services;

/** Variables of a service, as its process gets them. */
export function environmentOf(service: string): Record<string, string> {
  const entries = Object.entries(SERVICES[service]?.environment ?? {});
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value ?? '')]));
}
