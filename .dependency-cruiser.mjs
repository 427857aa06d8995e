/**
 * The import table of the architecture: an import that it does not name fails, and so does a cycle. Rows are rooms of
 * agent/src; `door` rooms may be entered through their index.ts only; `types` may be imported as types only.
 */
const TABLE = {
  engine: {},
  dialects: { types: ['engine'] },
  upstream: { rooms: ['engine'] },
  attempt: { rooms: ['engine', 'dialects', 'upstream'] },
  core: { rooms: ['engine', 'dialects', 'upstream', 'attempt', 'store', 'cost', 'telemetry'] },
  apiformat: { rooms: ['engine'] },
  proxy: { rooms: ['apiformat', 'engine'] },
  library: { rooms: ['apiformat', 'engine', 'dialects', 'upstream', 'attempt', 'core', 'store', 'cost', 'telemetry'] },
  // Drills answer errors in a client's own format, and run on an engine of their own.
  drills: { rooms: ['engine', 'apiformat'], types: ['store'] },
  control: {
    rooms: ['store', 'engine'],
    door: ['drills', 'cost', 'budgets', 'cache', 'litellm', 'rules', 'telemetry'],
  },
  store: {},
  cost: { rooms: ['store'], types: ['engine'] },
  budgets: { rooms: ['store'] },
  cache: { rooms: ['store'] },
  litellm: { rooms: ['store'] },
  rules: {},
  cli: { rooms: ['store', 'litellm', 'rules'] },
  telemetry: { types: ['engine'] },
};

const ROOMS = Object.keys(TABLE);
const NOT_IN_LIBRARY = ['proxy', 'control', 'drills', 'litellm', 'cli'];
const TEST = '[.]test[.]ts$';
/** Its source from within, its built door (or, before a build, its unresolved name) from elsewhere. */
const CONTRACT = '^(contract/dist/index[.](js|d[.]ts)|@understudy/contract)$';

const room = (names) => `^agent/src/(${names.join('|')})/`;
const door = (names) => `^agent/src/(${names.join('|')})/index[.]ts$`;

function row(name, { rooms = [], door: doors = [], types = [] }) {
  const from = { path: room([name]) };
  return [
    { from, to: { path: room([name, ...rooms]) } },
    ...(doors.length > 0 ? [{ from, to: { path: door(doors) } }] : []),
    ...(types.length > 0 ? [{ from, to: { path: room(types), dependencyTypes: ['type-only'] } }] : []),
  ];
}

export default {
  forbidden: [
    { name: 'ring', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'unresolved',
      comment: 'The file or package does not exist.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: CONTRACT },
    },
    {
      name: 'test-code-in-product',
      comment: 'Only a test imports a test, a test kit or a development dependency.',
      severity: 'error',
      from: { path: '^(contract|agent)/src/', pathNot: [TEST, '^agent/src/testkit/'] },
      to: { path: [TEST, '^agent/src/testkit/', '^tests/', '^scripts/'] },
    },
    {
      name: 'development-dependency-in-product',
      severity: 'error',
      from: { path: '^(contract|agent)/src/', pathNot: [TEST, '^agent/src/testkit/'] },
      // What the workspace declares itself is `npm` too, also where the root has it for the tests.
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm'], pathNot: CONTRACT },
    },
    {
      name: 'contract-is-pure',
      comment: 'The contract knows zod and an edit distance, nothing of Node: the browser reads it too.',
      severity: 'error',
      from: { path: '^contract/src/', pathNot: TEST },
      to: { dependencyTypes: ['npm', 'core'], pathNot: '(^|/)node_modules/(zod|fastest-levenshtein)/' },
    },
    {
      name: 'engine-is-pure',
      comment: 'Clock, randomness and the upstream are passed in; no package, file, network or environment.',
      severity: 'error',
      from: { path: '^agent/src/engine/', pathNot: TEST },
      to: { dependencyTypes: ['npm', 'core'], pathNot: [CONTRACT, '^(node:)?(events|util|buffer|stream|stream/web)$'] },
    },
  ],
  allowedSeverity: 'error',
  allowed: [
    // Packages and Node itself: the forbidden rules above, knip and npm decide.
    {
      from: {},
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional', 'core'],
        pathNot: '^(agent|contract|plugin)/(src|dist)/',
      },
    },
    { from: { path: '^contract/src/' }, to: { path: '^contract/src/' } },
    { from: { path: '^agent/src/' }, to: { path: CONTRACT } },
    ...ROOMS.flatMap((name) => row(name, TABLE[name])),
    // The composition root knows every room; its parts lie beside it.
    { from: { path: '^agent/src/main([.]ts$|/)' }, to: { path: [room(ROOMS), '^agent/src/main/'] } },
    {
      from: { path: '^agent/src/index[.]ts$' },
      to: { path: room(ROOMS.filter((name) => !NOT_IN_LIBRARY.includes(name))) },
    },
    // The test kit (fake clock, fake upstream, fixtures) serves unit tests and knows the engine's interfaces.
    { from: { path: `^agent/src/.*${TEST}` }, to: { path: '^agent/src/testkit/' } },
    { from: { path: '^agent/src/testkit/' }, to: { path: '^agent/src/(testkit|engine)/' } },
    {
      from: { path: '^(tests|scripts)/' },
      to: { path: ['^(agent|contract)/(src|dist)/', '^(tests|scripts)/', CONTRACT] },
    },
    // Examples know the package by its name only, as an application does.
    { from: { path: '^examples/' }, to: { path: ['^examples/', '^agent/dist/index[.](js|d[.]ts)$', '^understudy$'] } },
    { from: { path: '^plugin/' }, to: { path: ['^plugin/', CONTRACT] } },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    combinedDependencies: true,
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'default'] },
  },
};
