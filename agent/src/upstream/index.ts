export type { NetworkFault, NetworkFaultKind } from './networkFault.ts';
