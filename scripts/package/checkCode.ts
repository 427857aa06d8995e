import type { Check } from './Check.ts';

/** Hosts that are named in the code and never called: the machine itself, schemas, and what error texts point to. */
const NAMED_HOSTS = [
  '127.0.0.1',
  'localhost',
  'json-schema.org',
  // Messages of libraries.
  'github.com',
  'commonmark.org',
  'reactrouter.com',
  // Examples of addresses in forms.
  'api.openai.com',
  'checkout-agent',
];

const FORBIDDEN = [
  { what: 'eval', pattern: /(^|[^.\w$])eval\(/ },
  // zod asks whether it may; it is told not to (api/zodWithoutEval.ts), so that this one is never reached.
  { what: 'new Function', pattern: /new Function\((?!""\))/ },
  { what: 'a tracking script', pattern: /googletagmanager|google-analytics|segment\.(com|io)|hotjar|mixpanel/ },
  { what: 'Angular', pattern: /\bMetricsPanelCtrl\b|\bangular\.module\(/ },
  { what: 'console output', pattern: /\bconsole\.(log|info|debug)\(/ },
];

function hostsIn(code: string): string[] {
  const found = [...code.matchAll(/https?:\/\/([a-z0-9.-]+)/gi)].map(([, host = '']) =>
    host.replace(/\.$/, '').toLowerCase(),
  );
  return [...new Set(found)].filter(
    (host) => host !== '' && !NAMED_HOSTS.includes(host) && !/(^|\.)w3\.org$/.test(host),
  );
}

/** Nothing that a strict Content-Security-Policy refuses, nobody who watches, no address that is not explained. */
export const checkCode: Check = (folder) =>
  folder.named('.js').flatMap((path) => {
    const code = folder.text(path);
    return [
      ...FORBIDDEN.filter(({ pattern }) => pattern.test(code)).map(({ what }) => `${path} has ${what}`),
      ...hostsIn(code).map((host) => `${path} names ${host}: explain it in NAMED_HOSTS, or take it out`),
    ];
  });
