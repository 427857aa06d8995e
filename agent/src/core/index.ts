export { Core, type CoreConfig, type CoreOptions, type ModelEntry } from './core.ts';
