import { format } from 'node:util';
import { afterEach, beforeEach } from '@jest/globals';

/** Updates that Grafana's own widgets make after a test has looked, such as placing a tooltip. */
const NOT_OURS = /not wrapped in act/;

/**
 * Fails a test in which React or a library complained: an unknown attribute, a missing key, a state set after the end. A test
 * that wants the complaint spies on `console.error` itself.
 */
export function failOnConsole(): void {
  let complaints: string[] = [];
  const { error: real } = console;
  beforeEach(() => {
    complaints = [];
    Object.assign(console, {
      error: (...args: unknown[]) => {
        const text = format(...args);
        if (!NOT_OURS.test(text)) complaints.push(text);
      },
    });
  });
  afterEach(() => {
    Object.assign(console, { error: real });
    if (complaints.length > 0) throw new Error(`Said on the console:\n${complaints.join('\n')}`);
  });
}
