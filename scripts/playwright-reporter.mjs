import { writeFileSync } from 'node:fs';
import { countsLine } from './counts.mjs';

/** At once, or at the second try. */
const PASSED = ['expected', 'flaky'];

/** Counts as scripts/jest-reporter.mjs does: a test that did not run is a failed one. */
export default class CountingReporter {
  #counts = { passed: 0, failed: 0 };
  #suite;

  onBegin(_config, suite) {
    this.#suite = suite;
  }

  onError() {
    this.#counts.failed += 1;
  }

  onEnd() {
    const outcomes = this.#suite?.allTests().map((test) => test.outcome()) ?? [];
    const passed = outcomes.filter((outcome) => PASSED.includes(outcome)).length;
    const counts = { passed, failed: this.#counts.failed + outcomes.length - passed };
    const file = process.env.UNDERSTUDY_TEST_COUNTS;
    if (file) writeFileSync(file, JSON.stringify(counts));
    else process.stdout.write(`${countsLine(counts)}\n`);
    return counts.failed > 0 ? { status: 'failed' } : undefined;
  }
}
