import { errorAt, type ConfigDocument, type Finding } from '@understudy/contract';
import { formatListenAddress, isLoopback } from './listenAddress.ts';
import type { StartOptions } from './startOptions.ts';

type Listeners = Pick<StartOptions, 'proxy' | 'control' | 'allowAnonymous' | 'adminToken' | 'viewerToken'>;

/** Whether the control plane has no token and so answers on loopback only. */
function isControlOpen(options: Pick<StartOptions, 'adminToken' | 'viewerToken'>): boolean {
  return options.adminToken === undefined && options.viewerToken === undefined;
}

/** Whether anyone who reaches the data plane may use it: a document without `clients`. */
function isProxyOpen(document: Pick<ConfigDocument, 'clients'>): boolean {
  return document.clients === undefined;
}

/**
 * The refusals of "Starting": a listener that asks nobody who they are may be reachable from this machine only.
 * @param hasCreatedToken whether the data folder holds a token of `understudy keys create`
 */
export function checkListeners(
  options: Listeners,
  document: Pick<ConfigDocument, 'clients'>,
  hasCreatedToken = false,
): Finding[] {
  const findings: Finding[] = [];
  if (isControlOpen(options) && !hasCreatedToken && !isLoopback(options.control)) {
    findings.push(
      errorAt({
        code: 'control_without_token',
        path: '--control',
        message: `the control plane would answer anyone on ${formatListenAddress(options.control)}: no valid token is set`,
        fix: 'Set UNDERSTUDY_ADMIN_TOKEN (a token or file:PATH), or create a token on loopback with `understudy keys create`, or bind it to 127.0.0.1 with --control.',
      }),
    );
  }
  if (isProxyOpen(document) && !options.allowAnonymous && !isLoopback(options.proxy)) {
    findings.push(
      errorAt({
        code: 'proxy_without_clients',
        path: '--proxy',
        message: `the data plane would answer anyone on ${formatListenAddress(options.proxy)}: the document has no clients`,
        fix: 'Add clients with keys to the document, or bind it to 127.0.0.1 with --proxy, or permit it with --allow-anonymous.',
      }),
    );
  }
  return findings;
}
