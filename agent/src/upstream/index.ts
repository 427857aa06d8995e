export { Exchange, type ExchangeListener, type ExchangeRequest } from './exchange.ts';
export { NetworkFaultError, type NetworkFault, type NetworkFaultKind } from './networkFault.ts';
export { networkFault } from './toNetworkFault.ts';
export { UpstreamPools, type UpstreamTarget } from './upstreamPools.ts';
