import { BlockList, isIPv6 } from 'node:net';

/** Where a listener binds. Port 0 = any free one. */
export interface ListenAddress {
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
}

const SHAPE = /^(?:\[([^\]]+)\]|([^[\]:]*)):(\d{1,5})$/;
const HOST_NAME = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/;

/** Reads `host:port`, `[::1]:port` or `:port` (every address); otherwise says what is wrong. */
export function parseListenAddress(text: string): ListenAddress | { readonly problem: string } {
  const match = SHAPE.exec(text.trim());
  if (match === null) {
    const bare = isIPv6(text.trim()) || text.includes('::');
    return {
      problem: bare
        ? 'an IPv6 address stands in brackets, [::1]:4100'
        : 'it must be HOST:PORT, for example 127.0.0.1:4100',
    };
  }
  const [, six, name, digits] = match;
  const port = Number(digits);
  if (port > 65_535) return { problem: 'the port must be at most 65535' };
  if (six !== undefined) return isIPv6(six) ? { host: six, port } : { problem: `${six} is no IPv6 address` };
  if (name === undefined || name === '') return { host: '::', port };
  return HOST_NAME.test(name) ? { host: name, port } : { problem: `${name} is no host name or address` };
}

/** The same as text, `[::1]:4100` for IPv6. */
export function formatListenAddress({ host, port }: ListenAddress): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Whether only this machine can reach the address. Names other than `localhost` are taken as reachable from elsewhere. */
export function isLoopback({ host }: Pick<ListenAddress, 'host'>): boolean {
  if (host.toLowerCase() === 'localhost') return true;
  if (isIPv6(host)) return LOOPBACK.check(host, 'ipv6');
  return /^\d+(\.\d+){3}$/.test(host) && LOOPBACK.check(host, 'ipv4');
}
