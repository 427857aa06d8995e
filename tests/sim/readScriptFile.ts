import { readFile } from 'node:fs/promises';
import { isJson, jsonOf } from './json.ts';
import { parseBehaviour } from './parseBehaviour.ts';
import type { SimScript } from './simOptions.ts';

function checkBehaviours(script: Record<string, unknown>): void {
  if (script.default !== undefined) parseBehaviour(script.default);
  const lists = [script.failures, ...Object.values(jsonOf(script.scripts)).map((entry) => jsonOf(entry).behaviours)];
  for (const list of lists) {
    if (Array.isArray(list)) list.forEach(parseBehaviour);
  }
}

function isScript(value: unknown): value is SimScript {
  if (!isJson(value)) return false;
  checkBehaviours(value);
  return true;
}

/** Reads a script file; throws on a behaviour that the sim does not know. */
export async function readScriptFile(path: string): Promise<SimScript> {
  const parsed: unknown = JSON.parse(await readFile(path, 'utf8'));
  if (isScript(parsed)) return parsed;
  throw new TypeError(`${path} holds no script: a JSON object is expected.`);
}
