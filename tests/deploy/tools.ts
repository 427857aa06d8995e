import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { runTool } from '../kit/runTool.ts';

export const ROOT = join(import.meta.dirname, '../..');
const CACHE = join(ROOT, 'node_modules/.cache');

/** A program that scripts/go-tools.mjs or scripts/python-tools.mjs put there; `npm test` runs both. */
export function tool(path: string): string {
  const file = join(CACHE, path);
  if (!existsSync(file)) throw new Error(`${path} is not installed; npm test installs it`);
  return file;
}

/** Folder of the definitions that Prometheus' operator brings. */
export const CRDS = join(CACHE, 'go-tools/crds');

/** An object of Kubernetes, as far as every one is the same. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

/** What `kustomize build` makes of a folder of the repository; an error says what is wrong with it. */
export async function kustomize(folder: string): Promise<{ text: string; manifests: Manifest[] }> {
  const { code, said } = await runTool(tool('go-tools/kustomize'), ['build', join(ROOT, folder)]);
  if (code !== 0) throw new Error(said);
  return { text: said, manifests: parseAllDocuments(said).map((document) => document.toJS() as Manifest) };
}
