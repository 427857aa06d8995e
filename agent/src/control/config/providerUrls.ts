import { errorAt, warningAt, type ConfigDocument, type Finding, type Provider } from '@understudy/contract';

/** Addresses at which clouds hand out credentials to whoever asks from the machine. */
const METADATA_NAMES = new Set(['metadata.google.internal', 'metadata.goog', 'metadata', 'instance-data']);
const METADATA_V6 = new Set(['[fd00:ec2::254]', '[fd20:ce::254]']);
/** Alibaba Cloud and Oracle's older address. */
const METADATA_V4 = new Set(['100.100.100.200', '192.0.0.192']);

/** The IPv4 address in an IPv6 one (mapped, compatible, NAT64, 6to4), or null. `URL` has brought it to its shortest form. */
function embeddedV4(host: string): string | null {
  const tail = /^\[(?:::ffff:|::|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(host);
  const sixToFour = /^\[2002:([0-9a-f]{1,4}):([0-9a-f]{1,4}):/.exec(host);
  const [, high, low] = tail ?? sixToFour ?? [];
  if (high === undefined || low === undefined) return null;
  const [a, b] = [parseInt(high, 16), parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join('.');
}

/** Link-local: fe80::/10 and 169.254.0.0/16. */
function isLinkLocal(host: string): boolean {
  return host.startsWith('169.254.') || /^\[fe[89ab][0-9a-f]:/.test(host);
}

/** Whether an address leads to a link-local or metadata service, however its host is written. */
function isMetadataHost(hostname: string): boolean {
  // URL has made decimal, hexadecimal and octal forms of IPv4 one already.
  const host = hostname.toLowerCase().replace(/\.$/, '');
  const v4 = embeddedV4(host) ?? host;
  return METADATA_NAMES.has(host) || METADATA_V6.has(host) || METADATA_V4.has(v4) || isLinkLocal(v4);
}

interface UrlProblem {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

/** What is wrong with a provider's address; null = nothing, or it is no URL, which validation names. */
function urlProblem(baseUrl: string): UrlProblem | null {
  let url: URL;
  try {
    url = new URL(baseUrl);
  } catch {
    return null;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { code: 'bad_scheme', message: 'only http and https are called', fix: 'Write http:// or https://.' };
  }
  if (url.username !== '' || url.password !== '') {
    const fix = 'Take user and password out of the address; a credential belongs in apiKey or headers.';
    return { code: 'credentials_in_url', message: 'the address holds a user or password', fix };
  }
  if (isMetadataHost(url.hostname)) {
    const fix = 'Name the real server, or start the agent with --allow-metadata-addresses if it is meant.';
    return { code: 'metadata_address', message: `${url.hostname} is a link-local or metadata address`, fix };
  }
  return null;
}

export interface UrlRules {
  /** `--allow-metadata-addresses`. */
  readonly allowMetadata: boolean;
}

function findings(providers: readonly Provider[], wanted: (provider: Provider) => boolean, rules: UrlRules) {
  return providers.flatMap((provider, at) => {
    const problem = wanted(provider) ? urlProblem(provider.baseUrl) : null;
    if (problem === null || (problem.code === 'metadata_address' && rules.allowMetadata)) return [];
    const path = `providers[${at}].baseUrl`;
    return [{ ...problem, path, message: `${path}: ${problem.message}` }];
  });
}

/**
 * Errors for addresses that a write brings in: whoever may edit could otherwise have the agent fetch the credentials of the
 * machine that it runs on.
 */
export function newUrlFindings(document: ConfigDocument, previous: ConfigDocument, rules: UrlRules): Finding[] {
  const before = new Map(previous.providers.map(({ id, baseUrl }) => [id, baseUrl]));
  return findings(document.providers, ({ id, baseUrl }) => before.get(id) !== baseUrl, rules).map(errorAt);
}

/** Warnings for the addresses of a document that came from the operator's own file. */
export function standingUrlFindings(document: ConfigDocument, rules: UrlRules): Finding[] {
  return findings(document.providers, () => true, rules).map(warningAt);
}
