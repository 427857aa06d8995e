import { randomBytes } from 'node:crypto';
import { grafanaBootData, hostData, type BootDataOptions } from './bootData.ts';
import { hostUsers } from './hostUser.ts';

/** A page and the policy that goes with it. */
export interface HostHtml {
  readonly html: string;
  readonly policy: string;
}

/** JSON that can stand in a script: neither it nor a comment can be ended from within. */
function scriptJson(value: object): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/**
 * Grafana's default template without `unsafe-eval`, without grafana.com and without pictures from anywhere: what the
 * plugin would need of these, the browser reports.
 */
function contentSecurityPolicy(nonce: string): string {
  return [
    `script-src 'self' 'strict-dynamic' 'nonce-${nonce}'`,
    "object-src 'none'",
    "font-src 'self'",
    "style-src 'self' 'unsafe-inline' blob:",
    "img-src 'self' data:",
    "base-uri 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "media-src 'none'",
    "form-action 'self'",
  ].join(';');
}

/** The one HTML page of the host. */
export function hostHtml(options: BootDataOptions): HostHtml {
  const nonce = randomBytes(16).toString('base64');
  const { theme } = options;
  const html = `<!DOCTYPE html>
<html lang="en-US">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="${theme}">
<title>Grafana</title>
<base href="/">
<link rel="icon" href="data:,">
<style>
html, body { height: 100%; margin: 0; }
#reactRoot { min-height: 100%; display: flex; flex-direction: column; }
.panel-empty { display: flex; height: 100%; align-items: center; justify-content: center; }
body { background: ${theme === 'dark' ? '#111217' : '#f4f5f5'}; }
</style>
<script nonce="${nonce}">
// Grafana's themes are read with zod, which tries whether eval is allowed unless told not to; the policy forbids it.
window.__zod_globalConfig = { jitless: true };
window.__grafana_public_path__ = '/public/';
window.grafanaBootData = ${scriptJson(grafanaBootData(options))};
window.grafanaHost = ${scriptJson(hostData(options, hostUsers()))};
</script>
</head>
<body class="theme-${theme}">
<div id="reactRoot"></div>
<div id="grafana-portal-container"></div>
<link rel="stylesheet" href="/host/main.css">
<script nonce="${nonce}" type="module" src="/host/main.js"></script>
</body>
</html>
`;
  return { html, policy: contentSecurityPolicy(nonce) };
}
