import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ALL_ENDPOINTS, SECRETS, startSecurityAgent, type SecurityAgent } from './securityAgent.ts';

/** Put there by scripts/python-tools.mjs, which `npm test` runs. */
const SCHEMATHESIS = join(import.meta.dirname, '../../node_modules/.cache/schemathesis/bin/schemathesis');

const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'unsupported_method',
  'ignored_auth',
];

/** Inputs an operation that are made up beyond the examples and the systematic ones. */
const EXAMPLES = 8;

let running: SecurityAgent;
beforeAll(() => {
  if (!existsSync(SCHEMATHESIS)) throw new Error('schemathesis is not installed; npm test installs it');
});
afterEach(() => running.close());

interface Suite {
  readonly token: string | undefined;
  /** Which operations: a filter of schemathesis. */
  readonly only: readonly string[];
}

interface Report {
  readonly code: number | null;
  readonly output: string;
}

/** Runs the suite that schemathesis makes of the OpenAPI document of a running agent. */
async function runSuite({ token, only }: Suite): Promise<Report> {
  running = await startSecurityAgent();
  const options = [
    ...['--checks', CHECKS.join(',')],
    ...['--phases', 'examples,coverage,fuzzing'],
    ...['--max-examples', String(EXAMPLES), '--seed', '7', '--generation-database', 'none'],
    ...['--continue-on-failure', '--warnings', 'off', '--request-timeout', '20', '--workers', '1'],
    ...(token === undefined ? [] : ['--header', `Authorization: Bearer ${token}`]),
    ...only,
  ];
  const child = spawn(SCHEMATHESIS, ['--no-color', 'run', `${running.agent.controlUrl}/openapi.json`, ...options], {
    cwd: running.shop.folder,
    env: { PATH: process.env.PATH, PYTHONHASHSEED: '7' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { code, output: out + err };
}

function expectClean({ code, output }: Report, operations: number): void {
  // On failure the report is the message: it holds the requests that reproduce what was found.
  if (code !== 0) throw new Error(output);
  expect(output).toContain(`Tested: ${operations}`);
  expect(running.agent.stdout).not.toMatch(/mistake of the agent/);
}

/** Some 6,000 requests: twenty seconds on an idle machine. */
const SUITE_MS = 180_000;

/** Drills run against the chain of the start; another operation may put a patient one in its place. */
const NO_DRILLS = ['--exclude-operation-id', 'runDrill'];
const REST = ALL_ENDPOINTS.length - 1;

describe('contract suite made of the OpenAPI document', () => {
  it.each([
    ['without a token', undefined],
    ['as a viewer', SECRETS.viewer],
    ['as an admin', SECRETS.admin],
  ])(
    'finds no 5xx, no undocumented answer and no mismatch of a schema %s',
    async (_who, token) => {
      expectClean(await runSuite({ token, only: NO_DRILLS }), REST);
    },
    SUITE_MS,
  );

  it.each([
    ['without a token', undefined],
    ['as a viewer', SECRETS.viewer],
    ['as an admin', SECRETS.admin],
  ])('nor in drills %s', async (_who, token) => {
    expectClean(await runSuite({ token, only: ['--include-operation-id', 'runDrill'] }), 1);
  });
});
