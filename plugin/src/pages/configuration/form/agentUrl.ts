/** Why a text cannot be the agent's address. */
export type UrlProblem = 'not-a-url' | 'not-http' | 'has-user' | 'has-query';

/** What was put right, or is worth a look. */
export type UrlNote = 'slash' | 'api-path' | 'path' | 'loopback';

/** A text read as the agent's address. */
export interface AgentUrl {
  /** As it is to be stored: without a slash at the end; empty = none. */
  readonly url: string;
  readonly problem?: UrlProblem;
  readonly notes: readonly UrlNote[];
}

const API_PATH = /\/api(\/v1)?$/;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

function problemOf(url: URL): UrlProblem | undefined {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'not-http';
  // Everybody who may see the app can read the address.
  if (url.username !== '' || url.password !== '') return 'has-user';
  return url.search !== '' || url.hash !== '' ? 'has-query' : undefined;
}

function parsed(text: string): URL | undefined {
  // `checkout-agent:4101` is a URL too, of the scheme "checkout-agent".
  return URL.canParse(text) && text.includes('://') ? new URL(text) : undefined;
}

/** Reads what somebody wrote as the agent's address, and puts right what is plain: spaces, a slash at the end, `/api/v1`. */
export function readAgentUrl(text: string): AgentUrl {
  const trimmed = text.trim();
  if (trimmed === '') return { url: '', notes: [] };
  const url = parsed(trimmed);
  if (!url) return { url: trimmed, problem: 'not-a-url', notes: [] };
  const problem = problemOf(url);
  if (problem) return { url: trimmed, problem, notes: [] };
  const withoutSlash = url.pathname.replace(/\/+$/, '');
  const path = withoutSlash.replace(API_PATH, '');
  const notes: UrlNote[] = [];
  if (trimmed.endsWith('/')) notes.push('slash');
  if (path !== withoutSlash) notes.push('api-path');
  if (path !== '') notes.push('path');
  if (LOOPBACK.test(url.hostname)) notes.push('loopback');
  return { url: `${url.origin}${path}`, notes };
}
