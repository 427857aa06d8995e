import type { PluginFolder } from './PluginFolder.ts';

/** What is wrong with a package, one line each; none = nothing. */
export type Check = (folder: PluginFolder, version: string) => string[];
