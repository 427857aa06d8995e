import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** As levitate's compiler and its search for used names want it: no endings in imports, no `type` before a name. */
function simplify(code: string): string {
  return code
    .replaceAll(/((?:from |import\(|^import )'\.[^']*)\.tsx?'/gm, "$1'")
    .replaceAll(/^import type \{/gm, 'import {')
    .replaceAll(/\{[^{}]*\} from '@grafana\//g, (names) => names.replaceAll(/\btype /g, ''));
}

/** What the plugin depends on, as levitate asks npm for it: it knows no workspaces. */
function manifest(): object {
  const plugin = JSON.parse(readFileSync(join(ROOT, 'plugin/package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const entries = Object.entries(plugin.dependencies).filter(([name]) => name.startsWith('@grafana/'));
  return { name: 'compat', version: '1.0.0', private: true, dependencies: Object.fromEntries(entries) };
}

/** A copy of the plugin's source for levitate, outside of node_modules, where it looks at nothing. */
export function copySource(): string {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-compat-'));
  cpSync(join(ROOT, 'plugin/src'), join(folder, 'src'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest()));
  for (const name of readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, 'src', name);
    if (/\.test\.tsx?$/.test(name)) rmSync(file);
    else if (/\.tsx?$/.test(name)) writeFileSync(file, simplify(readFileSync(file, 'utf8')));
  }
  return folder;
}
