export { Core } from './core.ts';
export { activeStepOf } from './activeStep.ts';
export { chainStatuses } from './chainStatuses.ts';
export { hasUsableCredential } from './accounts.ts';
export { openAdministration, type Administration } from './administration.ts';
export { registryStatus } from './registryStatus.ts';
export { History } from './history.ts';
export { ProviderTotals } from './providerTotals.ts';
