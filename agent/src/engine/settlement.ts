import type { Ending, Ledger } from './ledger.ts';
import type { Settlement } from './runResult.ts';

/** nginx's status for a client that closed the connection; never sent, only counted and logged. */
export const CLIENT_CLOSED = 499;

/** Ends the books of a request that no step answered. */
export function settleUnanswered(
  ledger: Ledger,
  ending: Pick<Ending, 'outcome' | 'exhausted' | 'disconnect' | 'error'>,
): Settlement {
  const delivered = (status: number) => Promise.resolve(ledger.close({ ...ending, status, served: null }));
  return { delivered, abandoned: () => delivered(CLIENT_CLOSED) };
}
