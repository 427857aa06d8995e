export { controlApp, controlServer, type ControlPorts } from './controlPlane.ts';
