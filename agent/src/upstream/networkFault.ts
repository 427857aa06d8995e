/** What broke between this process and a provider. */
export type NetworkFaultKind = 'dns' | 'refused' | 'unreachable' | 'tls' | 'reset' | 'closed' | 'protocol' | 'decode';

/** A fault of the network: never an answer of the provider. */
export interface NetworkFault {
  readonly kind: NetworkFaultKind;
  /** One sentence without secrets, addresses of the inside or prompt text. */
  readonly message: string;
  /** False where nothing of the request left this process. */
  readonly sent: boolean;
}
