import { writeFileSync } from 'node:fs';
import { countsLine } from './counts.mjs';

/** What a run amounts to. A test that did not run is a failed one, and so is a file that did not load. */
function countsOf(results) {
  const notRun = results.numPendingTests + results.numTodoTests;
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + notRun + results.numRuntimeErrorTestSuites,
  };
}

function namesNotRun(results) {
  return results.testResults
    .flatMap((file) => file.testResults)
    .filter((test) => ['pending', 'todo', 'skipped', 'disabled'].includes(test.status))
    .map((test) => test.fullName);
}

/** Fails a run that skipped a test. Under scripts/test.mjs it hands the counts over instead of printing them. */
export default class CountingReporter {
  #error;

  onRunComplete(_contexts, results) {
    const notRun = namesNotRun(results);
    if (notRun.length > 0) {
      this.#error = new Error(`${notRun.length} tests did not run`);
      process.stderr.write(`\nA test that does not run is a failure:\n${notRun.map((name) => `  ${name}\n`).join('')}`);
    }
    const file = process.env.UNDERSTUDY_TEST_COUNTS;
    if (file) writeFileSync(file, JSON.stringify(countsOf(results)));
    // Later than the summary that the default reporter writes in the same turn.
    else setTimeout(() => process.stdout.write(`${countsLine(countsOf(results))}\n`), 0);
  }

  getLastError() {
    return this.#error;
  }
}
