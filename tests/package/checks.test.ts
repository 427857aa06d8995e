import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { CHECKS } from '../../scripts/package/checks.ts';
import { PluginFolder } from '../../scripts/package/PluginFolder.ts';

const VERSION = '1.2.3';
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>';
const CODE = 'define([],function(){});\n//# sourceMappingURL=module.js.map';

const info = {
  author: { name: 'Understudy' },
  description: 'Fallbacks between language models.',
  keywords: ['llm'],
  logos: { small: 'img/logo.svg', large: 'img/logo.svg' },
  version: VERSION,
  updated: '2026-11-21',
};
const dependencies = { grafanaDependency: '>=12.4.0', plugins: [] };

const app = {
  type: 'app',
  name: 'Some',
  id: 'some-test-app',
  info,
  dependencies,
  includes: [
    { type: 'page', name: 'One', path: '/a/some-test-app/one' },
    { type: 'panel', name: 'Panel', path: 'panel/module.js' },
  ],
};
const panel = { type: 'panel', name: 'Panel', id: 'some-test-panel', info, dependencies };

const GOOD: Readonly<Record<string, string | object>> = {
  'plugin.json': app,
  'module.js': CODE,
  'module.js.map': '{}',
  'img/logo.svg': SVG,
  'README.md': 'What it is and how it is set up. '.repeat(60),
  'CHANGELOG.md': `## ${VERSION}\n`,
  LICENSE: 'Apache License',
  'panel/plugin.json': panel,
  'panel/module.js': CODE,
  'panel/module.js.map': '{}',
  'panel/img/logo.svg': SVG,
};

/** All problems of a package that differs from a good one in these files; null = not there. */
function problemsOf(changes: Readonly<Record<string, string | object | null>> = {}): string[] {
  const files = Object.entries({ ...GOOD, ...changes }).flatMap(([path, content]): [string, Buffer][] =>
    content === null ? [] : [[path, Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))]],
  );
  const folder = new PluginFolder(new Map(files));
  return Object.values(CHECKS).flatMap((check) => check(folder, VERSION));
}

describe('checks of the package', () => {
  it('find nothing in a good one', () => {
    expect(problemsOf()).toEqual([]);
  });

  it.each<[string, Record<string, string | object | null>, RegExp]>([
    ['an unknown key', { 'plugin.json': { ...app, nonsense: true } }, /^plugin\.json: .*nonsense/],
    [
      'a list of methods',
      { 'plugin.json': { ...app, routes: [{ path: 'a', method: 'GET,PUT', reqRole: 'Viewer', url: 'b' }] } },
      /routes\.0\.method/,
    ],
    ['an id of another kind', { 'panel/plugin.json': { ...panel, id: 'some-test-app' } }, /does not end in -panel/],
    ['another version', { 'panel/plugin.json': { ...panel, info: { ...info, version: '1.2.2' } } }, /version 1\.2\.2/],
    ['no app', { 'plugin.json': null, 'module.js': null, 'module.js.map': null }, /no app at the root/],
    [
      'another range of Grafana',
      { 'panel/plugin.json': { ...panel, dependencies: { grafanaDependency: '>=11.0.0' } } },
      /another grafanaDependency/,
    ],
    [
      'a page elsewhere',
      { 'plugin.json': { ...app, includes: [{ type: 'page', name: 'X', path: '/a/other-app/x' }] } },
      /outside of the app/,
    ],
    ['a panel that is not there', { 'panel/plugin.json': null }, /where no plugin is/],
    ['a panel by another name', { 'panel/plugin.json': { ...panel, name: 'Other' } }, /calls itself Other/],
    ['no module', { 'panel/module.js': null }, /panel\/module\.js is missing/],
    ['no source map', { '12.js': 'x' }, /12\.js has no source map/],
    ['a chunk of the panel', { 'panel/module.js': `${CODE};r.e(12)` }, /loads a chunk/],
    ['an empty README', { 'README.md': 'Hello' }, /says too little/],
    ['a README of the template', { 'README.md': `${'x'.repeat(2000)} TODO` }, /words of the template/],
    ['a changelog of another version', { 'CHANGELOG.md': '## 1.2.2' }, /no entry for 1\.2\.3/],
    ['another licence', { LICENSE: 'MIT' }, /Apache/],
    ['a variable left', { 'README.md': `${'x'.repeat(2000)} %VERSION%` }, /not replaced/],
    ['a logo that is missing', { 'panel/img/logo.svg': null }, /panel\/plugin\.json: img\/logo\.svg/],
    ['a drawing with a script', { 'img/logo.svg': '<svg><script>1</script></svg>' }, /not a plain drawing/],
    ['a drawing with a handler', { 'img/logo.svg': '<svg onload="x()"/>' }, /not a plain drawing/],
    ['eval', { 'module.js': `${CODE};eval("1")` }, /module\.js has eval/],
    ['a made function', { 'module.js': `${CODE};new Function("return 1")` }, /new Function/],
    ['console output', { 'module.js': `${CODE};console.log(1)` }, /console output/],
    ['an address that is not explained', { 'module.js': `${CODE};"https://example.org/x"` }, /names example\.org/],
    [
      'an entry that is too large',
      { 'module.js': CODE + randomBytes(45_000).toString('base64') },
      /module\.js is \d+ KB gzipped, at most 40/,
    ],
    [
      'a panel that is too large',
      { 'panel/module.js': CODE + randomBytes(35_000).toString('base64') },
      /panel\/module\.js is .* at most 30/,
    ],
    [
      'a chunk that is too large',
      { '12.js': CODE + randomBytes(260_000).toString('base64'), '12.js.map': '{}' },
      /12\.js is .* at most 250/,
    ],
  ])('find %s', (_, changes, problem) => {
    expect(problemsOf(changes)).toEqual(expect.arrayContaining([expect.stringMatching(problem)]));
  });

  it('let zod ask whether it may make functions, and namespaces of drawings pass', () => {
    const code = `${CODE};try{return new Function(""),!0}catch{};"http://www.w3.org/2000/svg"`;
    expect(problemsOf({ 'module.js': code })).toEqual([]);
  });
});
