/**
 * Takes the pictures of the documentation and of the catalogue: `npm run preview` in one shell, and in another
 * `npm run docs:screenshots -- http://127.0.0.1:3300`. Needs the browser that the browser tests use.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumPath } from '../tests/browser/kit/chromiumPath.ts';
import { ROOT } from './run.mjs';

const APP = '/a/understudy-fallback-app';
const WIDE = { width: 1400, height: 900 };
const NARROW = { width: 420, height: 900 };

/** `[name, address, theme, size]`; the first five are the catalogue's, too. */
const PICTURES = [
  ['overview', `${APP}/overview`, 'dark', WIDE],
  ['chain-editor', `${APP}/chains?model=gpt-4o`, 'dark', WIDE],
  ['activity', `${APP}/activity`, 'dark', WIDE],
  ['analytics', `${APP}/analytics?from=now-15m&to=now`, 'dark', WIDE],
  ['panel', '/d/demo', 'dark', WIDE],
  ['alerts', `${APP}/alerts`, 'dark', WIDE],
  ['chains', `${APP}/chains`, 'light', WIDE],
  ['policy', `${APP}/policy`, 'light', WIDE],
  ['models', `${APP}/models`, 'dark', WIDE],
  ['configuration', '/plugins/understudy-fallback-app', 'dark', WIDE],
  ['test-fallback', `${APP}/overview?drill=gpt-4o`, 'dark', WIDE],
  ['overview-light', `${APP}/overview`, 'light', WIDE],
  ['overview-narrow', `${APP}/overview`, 'dark', NARROW],
  ['chain-editor-narrow', `${APP}/chains?model=gpt-4o`, 'light', NARROW],
  ['chain-viewer', `${APP}/chains?model=gpt-4o&role=viewer`, 'dark', WIDE],
];

/** Long enough for the slowest panel to have drawn itself. */
const SETTLE_MS = 4_000;

async function take(browser, base, folder, [name, address, theme, viewport]) {
  const url = new URL(address, base);
  url.searchParams.set('theme', theme);
  const page = await browser.newPage({ viewport, reducedMotion: 'reduce' });
  await page.goto(url.href);
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}

const [base] = process.argv.slice(2);
if (base === undefined) throw new Error('npm run docs:screenshots -- <address of npm run preview>');
const folder = join(ROOT, 'docs/images');
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
for (const picture of PICTURES) await take(browser, base, folder, picture);
await browser.close();
