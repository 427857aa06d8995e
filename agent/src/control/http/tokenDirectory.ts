import type { Role } from '@understudy/contract';

/** A token as the control plane knows it. */
export interface KnownToken {
  readonly name: string;
  readonly role: Role;
}

/** The tokens in force; they change without a restart. */
export interface TokenDirectory {
  /** False = nobody has to authenticate; the listener is on loopback then. */
  readonly configured: boolean;
  /** Compares in constant time; null = unknown, revoked or expired. */
  identify(token: string): KnownToken | null;
}
