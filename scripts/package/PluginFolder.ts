import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { PluginJson } from './pluginJsonSchema.ts';

/** A built plugin: its files by path, with `/`. */
export class PluginFolder {
  readonly files: ReadonlyMap<string, Buffer>;

  constructor(files: ReadonlyMap<string, Buffer>) {
    this.files = files;
  }

  static read(folder: string): PluginFolder {
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort();
    return new PluginFolder(
      new Map(names.map((name) => [name.split(sep).join('/'), readFileSync(join(folder, name))])),
    );
  }

  has(path: string): boolean {
    return this.files.has(path);
  }

  text(path: string): string {
    return this.files.get(path)?.toString('utf8') ?? '';
  }

  /** Files whose path ends so. */
  named(ending: string): string[] {
    return [...this.files.keys()].filter((path) => path.endsWith(ending));
  }

  /** Bytes that travel. */
  gzipped(path: string): number {
    return gzipSync(this.files.get(path) ?? Buffer.alloc(0), { level: 9 }).length;
  }

  /** Each plugin.json with the folder it is in, with a `/` behind it; first the app, whose folder has no name. */
  plugins(): { readonly folder: string; readonly json: PluginJson }[] {
    return this.named('plugin.json')
      .map((path) => ({
        folder: path.slice(0, -'plugin.json'.length),
        json: JSON.parse(this.text(path)) as PluginJson,
      }))
      .sort((a, b) => a.folder.length - b.folder.length);
  }
}
