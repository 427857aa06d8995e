/**
 * What broke between this process and a provider. `connect_timeout` is undici's own limit for a handshake; `decode` is a
 * body whose `content-encoding` does not decode, `too_large` one that is longer than we keep.
 */
export type NetworkFaultKind =
  | 'dns'
  | 'refused'
  | 'unreachable'
  | 'connect_timeout'
  | 'tls'
  | 'reset'
  | 'closed'
  | 'protocol'
  | 'decode'
  | 'too_large';

/** A fault of the network: never an answer of the provider. */
export interface NetworkFault {
  readonly kind: NetworkFaultKind;
  /** One sentence without secrets, addresses of the inside or prompt text. */
  readonly message: string;
  /** False where nothing of the request left this process. */
  readonly sent: boolean;
}

/** A network fault as something to throw, where an interface of others (`fetch`) knows no other way. */
export class NetworkFaultError extends Error {
  override readonly name = 'NetworkFaultError';
  readonly fault: NetworkFault;

  constructor(fault: NetworkFault) {
    super(fault.message);
    this.fault = fault;
  }
}
