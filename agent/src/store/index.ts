export type { AuditLog } from './audit/auditLog.ts';
export { openAuditLog } from './audit/fileAuditLog.ts';
export { followRevisions } from './audit/followRevisions.ts';
export type {
  ConfigStore,
  StoredRevision,
  StoreState,
  WriteListener,
  WriteRequest,
  WriteResult,
} from './configStore.ts';
export type { ConfigChange, ConfigSource } from './configSource.ts';
export { ConfigurationError, refusal } from './configurationError.ts';
export { documentHash } from './documentHash.ts';
export { openDrillStore, type DrillProof, type DrillStore } from './drills/drillStore.ts';
export { openFileStore } from './file/fileStore.ts';
export { writeAtomically, type FileRights } from './file/atomicFile.ts';
export { lockPath } from './file/folderLock.ts';
export { openSavedValue, type SavedValue } from './file/savedValue.ts';
export { loadContent, loadFile, loadText, type LoadedFile } from './loadFile.ts';
export { parseRedisAddress, type RedisAddress } from './redis/redisAddress.ts';
export { openRedisConfigStore } from './redis/redisConfigStore.ts';
export { askKeeping } from './redis/redisKeeping.ts';
export { openRedisAuditLog } from './redis/redisAuditLog.ts';
export { RedisCircuits } from './redis/redisCircuits.ts';
export { openRedisLink, type RedisLink } from './redis/redisLink.ts';
export { openRedisTokenStore } from './redis/redisTokenStore.ts';
export { renderDiff } from './renderDiff.ts';
export { parseMasterKey, readMasterKeys, type MasterKey } from './secrets/masterKey.ts';
export { checkReference, parseAllowedEnv, type ReferenceRules } from './secrets/referenceRules.ts';
export { resealDocument } from './secrets/resealDocument.ts';
export { sealDocument } from './secrets/sealDocument.ts';
export { createSecretResolver, type SecretResolver } from './secrets/secretResolver.ts';
export { openSegmentLog, type SegmentLog } from './segments/segmentLog.ts';
export { openUsageLog, type UsageLog } from './usage/usageLog.ts';
export { readTree } from './yaml/readDocument.ts';
export { createTokenSource, type TokenSource } from './secrets/tokens.ts';
export { openConfigSource } from './startup.ts';
export { StoreUnavailableError } from './storeUnavailable.ts';
export { followTokenFiles } from './tokens/followTokenFiles.ts';
export { isExpired } from './tokens/isExpired.ts';
export { tokenDigest, type StoredToken } from './tokens/storedToken.ts';
export { openTokenStore, type TokenStore } from './tokens/tokenStore.ts';
