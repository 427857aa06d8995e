export { Exchange, type ExchangeListener, type ExchangeRequest } from './exchange.ts';
export { NetworkFaultError, type NetworkFault } from './networkFault.ts';
export { networkFault } from './toNetworkFault.ts';
export { UpstreamPools } from './upstreamPools.ts';
