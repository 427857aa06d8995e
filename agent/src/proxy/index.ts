export { DataPlane, type ClientDirectory, type DataPlaneOptions } from './dataPlane.ts';
export { onShutdown, type Shutdown } from './shutdown.ts';
