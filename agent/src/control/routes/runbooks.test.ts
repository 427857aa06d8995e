import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RUNBOOK_TEXTS } from '../docs/runbookTexts.ts';
import { FrameApi } from '../testkit/frameApi.ts';

const PAGES = RUNBOOK_TEXTS.map(({ name }) => `/docs/runbooks/${name}`);

let api: FrameApi;

beforeAll(async () => {
  api = await new FrameApi({}).listen();
});
afterAll(() => api.close());

/** Paths that a page leads to, but for the API's docs. */
function linksOf(page: string, path: string): string[] {
  const links = [...page.matchAll(/<a href="((?!https?:|#|\.\.\/)[^"#]+)/g)].flatMap(([, link]) => link ?? []);
  return links.map((link) => new URL(link, `http://agent${path}`).pathname);
}

describe('the runbooks', () => {
  it.each(PAGES)('%s is read without a token, loads nothing from elsewhere and runs no script', async (path) => {
    const answer = await api.call(path);
    const page = await answer.text();

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|<iframe|style=|\son\w+=|src=|url\(/);
    expect(page).not.toMatch(/<pre(?![^>]*tabindex="0")/);
    expect([...page.matchAll(/<link[^>]*href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      '../style.css',
      '../icon.svg',
    ]);
  });

  it('lead to each other, and nowhere that is not there', async () => {
    const index = await (await api.call('/docs/runbooks/')).text();
    expect([...new Set(linksOf(index, '/docs/runbooks/'))].sort()).toEqual([...PAGES].sort());

    const links = RUNBOOK_TEXTS.flatMap(({ html, name }) => linksOf(html, `/docs/runbooks/${name}`));
    expect(links.filter((link) => !PAGES.includes(link))).toEqual([]);
  });

  it('are reached by a link from elsewhere also while nobody has to authenticate', async () => {
    const open = await new FrameApi({ tokens: null }).listen();
    const lines = ['GET /docs/runbooks/circuit HTTP/1.1', 'Host: 127.0.0.1', 'Sec-Fetch-Site: cross-site'];
    const { status } = await open.raw([...lines, 'Connection: close', '', ''].join('\r\n'));
    await open.close();
    expect(status).toBe(200);
  });

  it('the index is found without its slash', async () => {
    const answer = await api.call('/docs/runbooks', { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([308, 'runbooks/']);
  });

  it.each(['/docs/runbooks/nothing', '/docs/runbooks/circuit/', '/docs/runbooks/Circuit', '/docs/runbooks/circuit.md'])(
    '%s is nothing',
    async (path) => {
      const answer = await api.call(path);
      expect([answer.status, await answer.json()]).toEqual([404, expect.objectContaining({ code: 'not_found' })]);
    },
  );
});
