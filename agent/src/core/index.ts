export { Core, type CoreConfig, type CoreOptions, type ModelEntry } from './core.ts';
export { activeStepOf } from './activeStep.ts';
export { hasUsableCredential } from './accounts.ts';
export { openAdministration, type Administration, type AdministrationOptions } from './administration.ts';
export { registryStatus, type RegistryStatus, type RegistryStatusPorts } from './registryStatus.ts';
export { History, type HistoryOptions, type StoreFailure } from './history.ts';
export { ProviderTotals } from './providerTotals.ts';
