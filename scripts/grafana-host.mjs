import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, pathWithoutTools, run } from './run.mjs';
import { isStale } from './stale.mjs';

/** The libraries of the newest Grafana: a tree of their own, beside the repository's older ones. */
const NEWEST = join(ROOT, 'tests/grafana-host/g13');

const DONE = { code: 0, output: '' };

/** Builds the plugin where its source is newer. */
export async function ensurePlugin() {
  const sources = ['plugin/src', 'plugin/.config', 'plugin/webpack.config.ts', 'plugin/package.json', 'contract/src'];
  if (!isStale('plugin/dist/module.js', sources)) return DONE;
  return run('npm', ['run', '--silent', '-w', 'plugin', 'build'], { quiet: true });
}

/** Installs the newest Grafana's libraries where they are not what their lock file says. */
async function ensureNewest() {
  const installed = join(NEWEST, 'node_modules/.package-lock.json');
  const versionsOf = (file) =>
    Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages)
      .filter(([path, entry]) => path !== '' && !entry.optional)
      .map(([path, { version }]) => `${path} ${version}`)
      .sort()
      .join();
  if (existsSync(installed) && versionsOf(installed) === versionsOf(join(NEWEST, 'package-lock.json'))) return DONE;
  console.log('Installing the libraries of Grafana 13, a minute …');
  return run('npm', ['ci', '--prefix', NEWEST, '--ignore-scripts', '--no-audit', '--no-fund'], {
    env: { PATH: pathWithoutTools() },
    quiet: true,
  });
}

/** Bundles the test host's page where it is older than its source. */
export async function ensurePage(grafana) {
  if (grafana === '13') {
    const installed = await ensureNewest();
    if (installed.code !== 0) return installed;
  }
  const query = ['plugin/src/fallback-panel/panelQuery.ts', 'plugin/src/promql', 'contract/src/metrics'];
  const sources = ['tests/grafana-host/page', 'tests/grafana-host/bundle', 'package-lock.json', ...query];
  if (!isStale(`node_modules/.cache/grafana-host/${grafana}/main.js`, sources)) return DONE;
  return run('node', ['tests/grafana-host/bundle/main.ts', grafana], { quiet: true });
}
