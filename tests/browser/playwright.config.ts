import { defineConfig, devices } from '@playwright/test';
import { chromiumPath } from './kit/chromiumPath.ts';
import type { ProjectOptions } from './kit/test.ts';

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
export default defineConfig<object, ProjectOptions>({
  testDir: './specs',
  outputDir: '../../node_modules/.cache/browser-tests',
  // One agent a file: files side by side, the tests of one in order.
  fullyParallel: false,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 8_000 },
  forbidOnly: true,
  retries: 0,
  reporter: [['list'], ['../../scripts/playwright-reporter.mjs']],
  projects: [
    { name: 'grafana-12.4', use: { ...use, grafana: '12.4' }, testIgnore: '**/newest.spec.ts' },
    { name: 'grafana-13', use: { ...use, grafana: '13' }, testMatch: '**/newest.spec.ts' },
  ],
});
