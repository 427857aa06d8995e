import { describe, expect, it } from '@jest/globals';
import { readDocument } from './readDocument.ts';

function told(text: string): string[] {
  const read = readDocument(text);
  if (!('findings' in read)) return [];
  return read.findings.map(({ code, path, position }) => `${position?.line}:${position?.column} ${code} ${path}`);
}

describe('readDocument', () => {
  it('reads YAML with anchors and merge keys', () => {
    const read = readDocument(`version: 1
providers:
  - &base { id: a, dialect: openai, baseUrl: "https://a" }
  - { <<: *base, id: b }
models:
  - id: m
    provider: a
    verified: true
`);
    expect(read).toMatchObject({ document: { providers: [{ id: 'a' }, { id: 'b', baseUrl: 'https://a' }] } });
  });

  it('keeps what looks like a variable or a date as it is written', () => {
    const read = readDocument(
      'version: 1\nproviders: [{ id: a, dialect: azure-openai, baseUrl: "https://a", apiKey: "${KEY}", apiVersion: 2024-10-21 }]',
    );
    expect(read).toMatchObject({ document: { providers: [{ apiKey: '${KEY}', apiVersion: '2024-10-21' }] } });
  });

  it('reads JSON with tabs', () => {
    expect(readDocument('{\n\t"version": 1,\n\t"models": [\n\t]\n}')).toHaveProperty('document');
  });

  it.each([
    ['a duplicate key', 'version: 1\nmodels: []\nmodels: []\n', '3:1 syntax '],
    ['a duplicate key in JSON', '{"version": 1,\n "version": 1}', '2:2 syntax '],
    ['two documents', 'version: 1\n---\nversion: 1\n', '2:1 syntax '],
    ['an unclosed list', 'version: 1\nmodels: [1,\n', '3:1 syntax '],
    ['an unknown anchor', 'version: *none\n', '1:1 syntax '],
    ['an empty file', '', '1:1 wrong_type '],
  ])('tells %s by line and column', (_name, text, expected) => {
    expect(told(text)).toEqual([expected]);
  });

  it('places each finding at its key or entry, a missing key at what should hold it', () => {
    const text = `version: 1
providers:
  - id: a
    dialect: opena
    baseUrl: https://a
    headers: { "bad header": x }
models:
  - id: m
chains:
  - { model: m, fallbacks: [ok, "not ok"], polcy: {} }
`;
    expect(told(text)).toEqual([
      '4:5 not_allowed providers[0].dialect',
      '6:16 wrong_format providers[0].headers["bad header"]',
      '8:5 missing models[0].provider',
      '10:33 wrong_format chains[0].fallbacks[1]',
      '10:44 unknown_key chains[0].polcy',
    ]);
  });

  it('follows an anchor to the place where the value is written', () => {
    const text =
      'version: 1\nproviders:\n  - { id: a, dialect: openai, baseUrl: "https://a", deadlines: &d { idleMs: x } }\n  - { id: b, dialect: openai, baseUrl: "https://b", deadlines: *d }\n';
    expect(told(text)).toEqual([
      '3:69 wrong_type providers[0].deadlines.idleMs',
      '3:69 wrong_type providers[1].deadlines.idleMs',
    ]);
  });

  it('stops a file that was made to blow up', () => {
    const levels = Array.from(
      { length: 9 },
      (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(', ')}]`,
    );
    const read = readDocument(['a0: &a0 [x]', ...levels].join('\n'));
    expect('findings' in read && read.findings[0]?.code).toBe('syntax');
  });

  it('does not quote the text it stumbles over', () => {
    expect(JSON.stringify(readDocument('a: [1]\n]sk-secret-key: x: y'))).not.toContain('sk-secret');
  });
});
