export { controlApp, controlServer, type ControlPorts } from './controlPlane.ts';
export { createApi, type ApiPorts } from './createApi.ts';
export { tokensOf } from './tokens.ts';
