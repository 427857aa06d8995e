import type { Server } from 'node:http';

/** What happens between SIGTERM and the end of the process. */
export interface Shutdown {
  /** Stops accepting; runs at once. */
  readonly begin: () => void;
  /** The server whose open requests are waited for. */
  readonly server: Server;
  /** Milliseconds that they get; what is open then is cut. */
  readonly drainMs: number;
  /** Closes the rest; runs when the requests are over. */
  readonly end: () => Promise<void>;
}

/**
 * Ends the process in order on SIGTERM or SIGINT: stop accepting, let open requests finish, close the rest, exit 0. A second
 * signal ends it at once.
 */
export function onShutdown(shutdown: Shutdown): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    drain(shutdown).then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`the agent did not end in order: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

async function drain({ begin, server, drainMs, end }: Shutdown): Promise<void> {
  const closed = new Promise<void>((resolve) => server.once('close', resolve));
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const cut = setTimeout(() => server.closeAllConnections(), drainMs);
  begin();
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
  await end();
}
