import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { runTool } from '../kit/runTool.ts';
import { tool } from './tools.ts';

const mount = z.object({
  type: z.string(),
  source: z.string().optional(),
  target: z.string(),
  read_only: z.boolean().optional(),
});

const service = z.object({
  image: z.string(),
  build: z.object({ target: z.string().optional() }).optional(),
  command: z.array(z.string()).nullish(),
  cap_drop: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  healthcheck: z.object({ test: z.array(z.string()).optional(), disable: z.boolean().optional() }).optional(),
  ports: z.array(z.object({ host_ip: z.string().optional(), published: z.string(), target: z.number() })).optional(),
  privileged: z.boolean().optional(),
  profiles: z.array(z.string()).optional(),
  read_only: z.boolean().optional(),
  security_opt: z.array(z.string()).optional(),
  user: z.string().optional(),
  volumes: z.array(mount).optional(),
});

const model = z.object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.unknown()) });

/** A compose file as Docker understands it, all profiles included. */
export type ComposeModel = z.infer<typeof model>;

/** Variables as compose puts them in: `${A}`, `${A:-default}`, `${A:?why not}`. A missing one of the last kind throws. */
export function interpolate(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replaceAll(
    /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (_whole, name: string, kind?: string, words: string = '') => {
      const value = variables[name] ?? '';
      if (value !== '') return value;
      if (kind === '?') throw new Error(`${name}: ${words}`);
      return words;
    },
  );
}

/**
 * Reads a compose file with the library of `docker compose config`: schema, references between services, defaults. An error
 * says what is wrong with it. Its program takes no variables, so they have to be in the text already.
 */
export async function readCompose(text: string): Promise<ComposeModel> {
  const file = join(await mkdtemp(join(tmpdir(), 'understudy-compose-')), 'docker-compose.yml');
  await writeFile(file, text);
  const { code, said } = await runTool(tool('go-tools/compose'), ['-format', 'json', '-no-path-resolution', file]);
  if (code !== 0) throw new Error(said);
  return model.parse(JSON.parse(said));
}
