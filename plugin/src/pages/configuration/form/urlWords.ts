import { t } from '@grafana/i18n';
import type { UrlNote, UrlProblem } from './agentUrl.ts';

/** Why the address is refused, and what it looks like. */
export function urlProblemWords(problem: UrlProblem): string {
  switch (problem) {
    case 'not-a-url':
      return t('configuration.url-not-a-url', 'Not an address. It looks like http://checkout-agent:4101.');
    case 'not-http':
      return t('configuration.url-not-http', 'The address begins with http:// or https://.');
    case 'has-user':
      return t('configuration.url-has-user', 'No user or password here: everybody in the organization can read it.');
    case 'has-query':
      return t('configuration.url-has-query', 'The address ends before “?” and “#”.');
  }
}

/** What is worth a look, or is put right when it is saved. */
export function urlNoteWords(note: UrlNote): string {
  switch (note) {
    case 'slash':
      return t('configuration.url-slash', 'Saved without the slash at the end.');
    case 'api-path':
      return t('configuration.url-api-path', 'Saved without /api/v1: the app adds it.');
    case 'path':
      return t('configuration.url-path', 'Has a path: right only behind a proxy that serves the agent under it.');
    case 'loopback':
      return t('configuration.url-loopback', 'This is the Grafana server itself, inside its container if it has one.');
  }
}
