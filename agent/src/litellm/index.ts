export { isRefused } from './file/finding.ts';
export { importConfig, withImport, type Imported } from './import/importConfig.ts';
export { Litellm, type LitellmOptions, type SyncCall, type SyncStart } from './litellm.ts';
export { parseReloadHook, type ReloadHook } from './apply/reloadHook.ts';
export { renderConfig } from './render/renderConfig.ts';
export { unifiedDiff } from './file/unifiedDiff.ts';
export { maskSecrets } from './file/maskSecrets.ts';
