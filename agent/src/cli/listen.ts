import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigurationError } from '../store/index.ts';
import { formatListenAddress, type ListenAddress } from './listenAddress.ts';

/**
 * Listens, and answers with the address. One in use or forbidden is a mistake in the configuration, told like the others.
 * @throws ConfigurationError that names the flag
 */
export async function listen(server: Server, flag: string, address: ListenAddress): Promise<string> {
  server.listen(address.port, address.host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const message = `${flag}: cannot listen on ${formatListenAddress(address)} (${code ?? 'unknown error'})`;
    throw new ConfigurationError([
      { severity: 'error', code: 'cannot_listen', path: flag, message, fix: `Choose another address with ${flag}.` },
    ]);
  }
  const { port } = server.address() as AddressInfo;
  return formatListenAddress({ host: address.host, port });
}
