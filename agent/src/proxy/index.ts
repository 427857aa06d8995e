export { DataPlane, type ClientDirectory, type DataPlaneOptions } from './dataPlane.ts';
export type { ListedModel } from './models.ts';
export { PROXY_ERRORS, type ProxyErrorCode } from './errorTable.ts';
export { onShutdown, type Shutdown } from './shutdown.ts';
