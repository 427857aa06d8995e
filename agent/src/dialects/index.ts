export type { ProviderAccount, ProviderAccounts } from './providerAccount.ts';
