import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the runs of Jest put their counts, one file a suite, for as long as `work` takes. */
export async function withCounts(work) {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-counts-'));
  try {
    return await work((suite) => join(folder, `${suite}.json`));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The sum of what ran. A failed step without a failed test in it counts as one, or the line would look green. */
function total(results, fileOf) {
  const sum = { passed: 0, failed: 0 };
  for (const { name, ok } of results) {
    const file = fileOf(name.replace('test:', ''));
    const ran = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 0 };
    sum.passed += ran.passed;
    sum.failed += ok ? ran.failed : Math.max(ran.failed, 1);
  }
  return sum;
}

/** The line that tools outside the repository read; it stands alone and comes last. */
export function countsLine({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}

/** The end of every run of several steps: how each went, the counts, and the exit code to end with. */
export function conclude(results, fileOf) {
  const line = ({ name, ok, ms }) => `  ${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(20)} ${(ms / 1000).toFixed(1)} s`;
  console.log(['', ...results.map(line), countsLine(total(results, fileOf))].join('\n'));
  return results.every(({ ok }) => ok) ? 0 : 1;
}
