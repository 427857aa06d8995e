import { check } from './check.mjs';
import { conclude, withCounts } from './counts.mjs';
import { ensureGoTools } from './go-tools.mjs';
import { run, step } from './run.mjs';
import { ensurePage, ensurePlugin } from './grafana-host.mjs';
import { ensurePythonTools } from './python-tools.mjs';
import { build, ensureDependencies } from './setup.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const ONLY = ['check', 'unit', 'integration', 'browser'];
const USAGE = `npm test [-- --only ${ONLY.join('|')} [arguments for jest or playwright]]`;

function parse(args) {
  const [flag, only, ...rest] = args;
  if (flag === undefined) return { only: undefined, rest: [] };
  if (flag !== '--only' || !ONLY.includes(only)) return undefined;
  return { only, rest };
}

function tests(suite, fileOf, rest) {
  const env = { UNDERSTUDY_TEST_COUNTS: fileOf(suite) };
  return step(`test:${suite}`, () => run('npm', ['run', '--silent', `test:${suite}`, '--', ...rest], { env }));
}

/** Checks and unit tests read the source; only what starts the agent needs it built, and the system's packages. */
async function integration(fileOf, rest) {
  const results = [
    await step('build', build),
    await step('system packages', ensureSystemPackages),
    await step('python tools', ensurePythonTools),
    await step('go tools', ensureGoTools),
  ];
  return results[0].ok ? [...results, await tests('integration', fileOf, rest)] : results;
}

/** In the built plugin, on pages made of the oldest and of the newest Grafana that it runs in. */
async function browser(fileOf, rest) {
  const results = [
    await step('build', build),
    await step('system packages', ensureSystemPackages),
    await step('plugin', ensurePlugin),
    await step('page', () => ensurePage('12.4')),
    await step('page of Grafana 13', () => ensurePage('13')),
  ];
  if (!results.every(({ ok }) => ok)) return results;
  const checked = await step('package', () => run('node', ['scripts/package/main.ts', '--check'], { quiet: true }));
  return [...results, checked, await tests('browser', fileOf, rest)];
}

async function main({ only, rest }, fileOf) {
  const results = [await step('install', ensureDependencies)];
  if (results[0].ok) {
    if (only === undefined || only === 'check') results.push(...(await check(fileOf)));
    if (only === 'unit') results.push(await tests('unit', fileOf, rest));
    if (only === undefined || only === 'integration') results.push(...(await integration(fileOf, rest)));
    if (only === undefined || only === 'browser') results.push(...(await browser(fileOf, rest)));
  }
  return conclude(results, fileOf);
}

const options = parse(process.argv.slice(2));
if (options) process.exitCode = await withCounts((fileOf) => main(options, fileOf));
else {
  console.error(USAGE);
  process.exitCode = 2;
}
