import { describe, expect, it } from '@jest/globals';
import * as contract from '@understudy/contract';
import type { Endpoint } from '@understudy/contract';
import { docsPage } from '../docs/docsPage.ts';
import type { OpenApi, Operation } from '../docs/readOpenApi.ts';
import { openApiDocument } from './openApiDocument.ts';

/** Every endpoint of the contract, by the name of its arrays, so that a new one is looked at without being listed here. */
const ENDPOINTS: readonly Endpoint[] = Object.entries(contract).flatMap(([name, value]) =>
  name.endsWith('Endpoints') ? (value as readonly Endpoint[]) : [],
);

const api = JSON.parse(JSON.stringify(openApiDocument(ENDPOINTS, '1.2.3'))) as OpenApi;

function operationOf({ path, method }: Endpoint): Operation {
  const operation = api.paths[`/api/v1${path}`]?.[method];
  if (operation === undefined) throw new Error(`${method} ${path} is not documented`);
  return operation;
}

function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [String(inner)] : refsIn(inner)));
}

describe('OpenAPI document', () => {
  it.each(ENDPOINTS.map((endpoint) => [endpoint.operationId, endpoint] as const))(
    '%s: every status that can occur, with examples that follow their schemas',
    (_name, endpoint) => {
      const operation = operationOf(endpoint);
      const statuses = Object.keys(operation.responses).map(Number);
      const always = [endpoint.success.status, 400, 401, 403, 429, 500];
      const body = endpoint.body === undefined ? [] : [413, 415];
      const write = endpoint.concurrency === 'write' ? [412, 428, 503] : [];
      const id = endpoint.path.includes('{') ? [404] : [];
      expect(statuses).toEqual(expect.arrayContaining([...always, ...body, ...write, ...id]));
      if (endpoint.body !== undefined) {
        expect(endpoint.body.safeParse(endpoint.bodyExample)).toMatchObject({ success: true });
      }
      if (endpoint.success.body !== null) {
        expect(endpoint.success.body.safeParse(endpoint.success.example)).toMatchObject({ success: true });
      }
    },
  );

  it('names operations once, and refers to nothing that is not there', () => {
    const ids = ENDPOINTS.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const root = api as unknown;
    for (const ref of new Set(refsIn(api))) {
      const found = ref
        .slice(2)
        .split('/')
        .reduce((at: unknown, key) => (at as Record<string, unknown> | undefined)?.[key], root);
      expect([ref, typeof found]).toEqual([ref, 'object']);
    }
  });

  it('describes true-or-false parameters as such, and requires nothing of a caller that is optional', () => {
    const { parameters } = operationOf(contract.putChain);
    expect(parameters.find(({ name }) => name === 'dryRun')).toMatchObject({
      schema: { type: 'boolean' },
      required: false,
    });
    expect(parameters.find(({ name }) => name === 'model')).toMatchObject({ in: 'path', required: true });
  });

  it('stays small enough to be fetched by a person', () => {
    expect(JSON.stringify(api).length).toBeLessThan(600_000);
  });
});

describe('docs page', () => {
  const page = docsPage(api);

  it('shows every operation once, with what it takes and gives', () => {
    for (const { operationId } of ENDPOINTS) {
      expect(page.split(`<article id="${operationId}"`)).toHaveLength(2);
      expect(page).toContain(`href="#${operationId}"`);
    }
  });

  it('loads nothing from elsewhere and runs no script', () => {
    expect(page).not.toMatch(/<script|<iframe|style=|\son\w+=|src=|url\(/);
    expect([...page.matchAll(/<link[^>]*href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      'docs/style.css',
      'docs/icon.svg',
    ]);
  });

  it('escapes what the contract says', () => {
    const evil = { ...contract.getPolicy, summary: '<img onerror=x>&"\'', description: '`<b>` **<i>**' };
    const text = docsPage(JSON.parse(JSON.stringify(openApiDocument([evil], '1'))) as OpenApi);
    expect(text).not.toMatch(/<img|<b>|<i>/);
    expect(text).toContain('&lt;img onerror=x&gt;&amp;&quot;&#39;');
    expect(text).toContain('<code>&lt;b&gt;</code> <strong>&lt;i&gt;</strong>');
  });

  it('can be used by keyboard: a way past the navigation, and long examples take the focus', () => {
    expect(page).toContain('<a class="skip" href="#main">');
    expect(page).not.toMatch(/<pre(?![^>]*tabindex="0")/);
  });
});
