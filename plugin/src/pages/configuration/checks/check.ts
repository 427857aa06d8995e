import type { AgentFailure } from './agentFailure.ts';

/** What is checked, in this order. */
export const CHECKS = ['agent', 'admin', 'viewer', 'version', 'prometheus'] as const;
export type CheckId = (typeof CHECKS)[number];

/** Why a check failed: what its remedy depends on. */
export type Cause =
  | AgentFailure
  | { readonly kind: 'no-address' }
  | { readonly kind: 'app-disabled' }
  | { readonly kind: 'token-unknown'; readonly token: 'admin' | 'viewer' }
  | { readonly kind: 'token-missing' }
  | { readonly kind: 'token-role' }
  | { readonly kind: 'agent-old' | 'agent-new'; readonly agent: string; readonly app: string }
  | { readonly kind: 'agent-unreadable' }
  | { readonly kind: 'prometheus'; readonly message: string }
  | { readonly kind: 'no-series' };

/** What a passed check found out. */
export type Fact =
  | { readonly kind: 'answered'; readonly ms: number }
  | { readonly kind: 'role'; readonly role: 'admin' | 'viewer' }
  | { readonly kind: 'open' }
  | { readonly kind: 'shared' }
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'series'; readonly agents: number; readonly scrapedMs: number }
  | { readonly kind: 'none-chosen' };

/** How a check stands. */
export type CheckState =
  | { readonly state: 'waiting' | 'running' | 'untested' }
  | { readonly state: 'passed' | 'left-out'; readonly fact: Fact }
  | { readonly state: 'failed'; readonly cause: Cause };

export type Checks = Readonly<Record<CheckId, CheckState>>;
