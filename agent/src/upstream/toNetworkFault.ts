import type { NetworkFault, NetworkFaultKind } from './networkFault.ts';

const KIND_BY_CODE: Readonly<Record<string, NetworkFaultKind>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  EAI_NONAME: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'connect_timeout',
  UND_ERR_CONNECT_TIMEOUT: 'connect_timeout',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ECONNABORTED: 'reset',
  UND_ERR_SOCKET: 'closed',
  EPROTO: 'tls',
  CERT_HAS_EXPIRED: 'tls',
  CERT_NOT_YET_VALID: 'tls',
  CERT_REVOKED: 'tls',
  CERT_UNTRUSTED: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  UNABLE_TO_GET_ISSUER_CERT: 'tls',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
  HOSTNAME_MISMATCH: 'tls',
};

const SENTENCE: Readonly<Record<NetworkFaultKind, string>> = {
  dns: "the provider's host name could not be resolved",
  refused: 'the provider refused the connection',
  unreachable: 'the provider cannot be reached',
  connect_timeout: 'the connection to the provider took too long',
  tls: 'the TLS handshake with the provider failed',
  reset: 'the connection to the provider was reset',
  closed: 'the provider closed the connection before its answer was complete',
  protocol: 'the provider broke the HTTP protocol',
  decode: "the provider's answer could not be decoded",
  too_large: "the provider's answer is too large",
};

const MAX_CAUSES = 5;

/** An error's own code. Told by shape: errors of another realm (a test runner's, a worker's) are no `instanceof Error`. */
function ownCode(error: object): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  // undici's parser errors have a code only sometimes.
  return 'name' in error && error.name === 'HTTPParserError' ? 'HPE_ERROR' : '';
}

/** What an error came from: its cause or, where several addresses were tried, the first of their errors. */
function originOf(error: object): unknown {
  if ('errors' in error && Array.isArray(error.errors)) return error.errors[0];
  return 'cause' in error ? error.cause : null;
}

/** The first code among an error and what it came from; empty = none. */
function codeOf(error: unknown): string {
  let at = error;
  for (let depth = 0; typeof at === 'object' && at !== null && depth < MAX_CAUSES; depth++) {
    const code = ownCode(at);
    if (code !== '') return code;
    at = originOf(at);
  }
  return '';
}

function kindOf(code: string): NetworkFaultKind {
  const known = KIND_BY_CODE[code];
  if (known !== undefined) return known;
  if (code.startsWith('ERR_TLS_') || code.startsWith('ERR_SSL_')) return 'tls';
  if (code.startsWith('HPE_') || code.startsWith('UND_ERR_')) return 'protocol';
  return 'closed';
}

/** Puts an error of undici, net or tls into our words. The error's own text is left out: it may name inside addresses. */
export function toNetworkFault(error: unknown, sent: boolean): NetworkFault {
  const code = codeOf(error);
  return networkFault(kindOf(code), sent, code);
}

/** @param code the system's or library's own error code, for people; empty = none */
export function networkFault(kind: NetworkFaultKind, sent: boolean, code = ''): NetworkFault {
  return { kind, sent, message: code === '' ? SENTENCE[kind] : `${SENTENCE[kind]} (${code})` };
}
