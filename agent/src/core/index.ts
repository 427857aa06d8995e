export { Core, type CoreConfig, type CoreOptions, type ModelEntry } from './core.ts';
export { activeStepOf } from './activeStep.ts';
export { hasUsableCredential } from './accounts.ts';
