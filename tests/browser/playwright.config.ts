import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { chromiumPath } from './kit/chromiumPath.ts';
import type { ProjectOptions } from './kit/test.ts';

const { GRAFANA_URL, GRAFANA_ADMIN_USER = 'admin' } = process.env;

const launchOptions = {
  executablePath: chromiumPath(),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

const use = {
  ...devices['Desktop Chrome'],
  viewport: { width: 1400, height: 900 },
  launchOptions,
  screenshot: 'only-on-failure' as const,
  actionTimeout: 10_000,
  // Animations would only make a test wait.
  contextOptions: { reducedMotion: 'reduce' as const },
};

/** Every spec in the libraries that plugins are compiled against, a smoke of each page in the newest ones. */
const inTheHost = {
  testDir: './specs',
  projects: [
    { name: 'grafana-12.4', use: { ...use, grafana: '12.4' as const }, testIgnore: '**/newest.spec.ts' },
    { name: 'grafana-13', use: { ...use, grafana: '13' as const }, testMatch: '**/newest.spec.ts' },
  ],
};

/** The same page objects in a Grafana that runs already: signs in, as `@grafana/plugin-e2e` wants it, and remembers it. */
function inGrafana(baseURL: string) {
  const plugin = dirname(createRequire(import.meta.url).resolve('@grafana/plugin-e2e'));
  const storageState = join(process.cwd(), `playwright/.auth/${GRAFANA_ADMIN_USER}.json`);
  return {
    testDir: './grafana',
    projects: [
      { name: 'sign-in', testDir: join(plugin, 'auth'), testMatch: '*.js', use: { ...use, baseURL } },
      { name: 'grafana', use: { ...use, baseURL, storageState }, dependencies: ['sign-in'] },
    ],
  };
}

export default defineConfig<object, ProjectOptions>({
  outputDir: '../../node_modules/.cache/browser-tests',
  // One agent a file: files side by side, the tests of one in order.
  fullyParallel: false,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 8_000 },
  forbidOnly: true,
  // A machine that stands still for seconds is no finding; what needed its second try is listed as flaky.
  retries: 1,
  reporter: [['list'], ['../../scripts/playwright-reporter.mjs']],
  ...(GRAFANA_URL === undefined ? inTheHost : inGrafana(GRAFANA_URL)),
});
