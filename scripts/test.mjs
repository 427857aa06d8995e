import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from './check.mjs';
import { countsLine } from './jest-reporter.mjs';
import { printSummary, run, step } from './run.mjs';
import { build, ensureDependencies } from './setup.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const ONLY = ['check', 'unit', 'integration'];
const USAGE = `npm test [-- --only ${ONLY.join('|')} [arguments for jest]]`;

function parse(args) {
  const [flag, only, ...rest] = args;
  if (flag === undefined) return { only: undefined, rest: [] };
  if (flag !== '--only' || !ONLY.includes(only)) return undefined;
  return { only, rest };
}

const counts = mkdtempSync(join(tmpdir(), 'understudy-counts-'));
const countsFile = (suite) => join(counts, `${suite}.json`);

function jest(suite, rest) {
  const env = { UNDERSTUDY_TEST_COUNTS: countsFile(suite) };
  return step(`test:${suite}`, () => run('npm', ['run', '--silent', `test:${suite}`, '--', ...rest], { env }));
}

/** The sum of what ran. A failed step without a failed test in it counts as one, or the line would look green. */
function total(results) {
  const sum = { passed: 0, failed: 0 };
  for (const { name, ok } of results) {
    const file = countsFile(name.replace('test:', ''));
    const ran = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 0 };
    sum.passed += ran.passed;
    sum.failed += ok ? ran.failed : Math.max(ran.failed, 1);
  }
  return sum;
}

/** Without these nothing after them means anything. */
async function prepare(only) {
  const results = [await step('install', ensureDependencies)];
  if (results[0].ok) results.push(await step('build', build));
  if (results.every(({ ok }) => ok) && (only === undefined || only === 'integration')) {
    results.push(await step('system packages', ensureSystemPackages));
  }
  return results;
}

async function suites(only, rest) {
  if (only === 'unit' || only === 'integration') return [await jest(only, rest)];
  const checked = await check({ env: { UNDERSTUDY_TEST_COUNTS: countsFile('unit') } });
  return only === 'check' ? checked : [...checked, await jest('integration', rest)];
}

async function main({ only, rest }) {
  const prepared = await prepare(only);
  const stopped = prepared.slice(0, 2).some(({ ok }) => !ok);
  const results = stopped ? prepared : [...prepared, ...(await suites(only, rest))];
  printSummary(results);
  console.log(countsLine(total(results)));
  rmSync(counts, { recursive: true });
  return results.every(({ ok }) => ok) ? 0 : 1;
}

const options = parse(process.argv.slice(2));
if (options) process.exitCode = await main(options);
else {
  console.error(USAGE);
  process.exitCode = 2;
}
