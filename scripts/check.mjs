import { pathToFileURL } from 'node:url';
import { conclude, withCounts } from './counts.mjs';
import { run, step } from './run.mjs';

/** Types first: the next ones read what it built. Unit tests last: their counts are the end of the output. */
const CHECKS = ['types', 'lint', 'format:check', 'rings', 'dead-code', 'pins', 'texts:check', 'test:unit'];

/** Runs every check, also after a failed one, so that one run shows all there is to repair. */
export async function check(fileOf) {
  const env = { UNDERSTUDY_TEST_COUNTS: fileOf('unit') };
  const results = [];
  for (const name of CHECKS) {
    const quiet = name !== 'test:unit';
    results.push(await step(name, () => run('npm', ['run', '--silent', name], { env, quiet })));
  }
  return results;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = await withCounts(async (fileOf) => conclude(await check(fileOf), fileOf));
}
