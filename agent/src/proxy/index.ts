export { DataPlane } from './dataPlane.ts';
export { onShutdown } from './shutdown.ts';
