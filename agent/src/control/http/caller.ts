import type { Role } from '@understudy/contract';

/** Who calls the control API, after authentication. */
export interface Caller {
  /** The least of the token's role, `X-Understudy-Scope` and the user's `OrgRole`. */
  readonly role: Role;
  /** Name of the token; `anonymous` while no tokens are configured. */
  readonly token: string;
  /** Login of the person behind it, from Grafana's headers; null = the token itself. */
  readonly user: string | null;
  /** What the audit names: the user, else the token. */
  readonly author: string;
  /** Key of the rate limits. */
  readonly rateKey: string;
}
