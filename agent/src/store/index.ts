export { openAuditLog, type AuditDraft, type AuditLog, type AuditLogOptions } from './audit/auditLog.ts';
export { followRevisions } from './audit/followRevisions.ts';
export type { ConfigStore, RevisionInfo, StoredRevision, WriteRequest, WriteResult } from './configStore.ts';
export type { ConfigChange, ConfigSource, CurrentConfig } from './configSource.ts';
export { ConfigurationError, refusal } from './configurationError.ts';
export { documentHash } from './documentHash.ts';
export { openDrillStore, type DrillProof, type DrillStore } from './drills/drillStore.ts';
export { openFileStore, PlainSecretError, type FileStoreOptions } from './file/fileStore.ts';
export { openSavedValue, type SavedValue } from './file/savedValue.ts';
export { loadContent, loadFile, loadText, type LoadedFile, type LoadOptions } from './loadFile.ts';
export { renderDiff } from './renderDiff.ts';
export { parseMasterKey, readMasterKeys, type MasterKey } from './secrets/masterKey.ts';
export { checkReference, parseAllowedEnv, type ReferenceRules } from './secrets/referenceRules.ts';
export { resealDocument, type Resealed } from './secrets/resealDocument.ts';
export { sealDocument } from './secrets/sealDocument.ts';
export { seal, unseal } from './secrets/sealing.ts';
export {
  createSecretResolver,
  type ResolvedSecret,
  type SecretResolver,
  type SecretSources,
} from './secrets/secretResolver.ts';
export { openSegmentLog, type SegmentLog, type SegmentLogOptions, type SegmentStats } from './segments/segmentLog.ts';
export type { SegmentPage, SegmentQuery } from './segments/segmentReader.ts';
export { openUsageLog, type UsageLog, type UsageLogOptions, type UsageSource } from './usage/usageLog.ts';
export { createTokenSource, type TokenOptions, type TokenSource } from './secrets/tokens.ts';
export { openConfigSource, type StartupOptions } from './startup.ts';
export { followTokenFiles, type FollowOptions, type TokenFiles } from './tokens/followTokenFiles.ts';
export { openTokenStore, tokenDigest, type StoredToken, type TokenStore } from './tokens/tokenStore.ts';
export { watchFile, type FileWatch, type WatchOptions } from './watch.ts';
