import '@testing-library/jest-dom/jest-globals';
import { jest } from '@jest/globals';
import { configure } from '@testing-library/react';
import { failOnConsole } from './failOnConsole.ts';

// Grafana's components take their time when the machine is busy.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(30_000);
failOnConsole();

// Grafana puts its own component into the runtime when it starts, through a door that plugins don't have.
jest.mock('@grafana/runtime', () => {
  const runtime = jest.requireActual<object>('@grafana/runtime');
  const { TestPluginPage } = jest.requireActual<object & { TestPluginPage: unknown }>('./TestPluginPage.tsx');
  const PluginPage = { value: TestPluginPage, enumerable: true };
  // Over the real one, not a copy of it: what a test sets there later is seen.
  const faked: object = Object.defineProperty(Object.create(runtime) as object, 'PluginPage', PluginPage);
  return faked;
});
