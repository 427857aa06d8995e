import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** The preferred port of 127.0.0.1 where it is free, any other where it is not. */
export async function freePort(preferred: number): Promise<number> {
  for (const port of [preferred, 0]) {
    const server = createServer();
    try {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    } finally {
      server.close();
    }
  }
  throw new Error('no port of 127.0.0.1 is free');
}
