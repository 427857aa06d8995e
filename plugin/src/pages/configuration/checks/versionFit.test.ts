import { expect, it } from '@jest/globals';
import { versionFit } from './versionFit.ts';

it.each([
  ['0.1.0', '0.1.4', 'fits'],
  ['0.1.0', '0.2.0', 'old'],
  ['0.3.0', '0.2.0', 'new'],
  ['1.4.0', '1.0.0', 'fits'],
  ['1.4.0', '2.0.0', 'old'],
  ['2.0.0-rc.1', '1.9.0', 'new'],
  ['0.9.0', '1.0.0', 'old'],
  ['main', '1.0.0', 'fits'],
])('an agent %s for the app %s: %s', (agent, app, fit) => {
  expect(versionFit(agent, app)).toBe(fit);
});
