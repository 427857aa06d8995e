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

/**
 * The layers of the Grafana plugin, rows are folders of plugin/src: pages -> components -> hooks -> api, promql, format ->
 * contract. The panel is a plugin of its own, in a bundle of its own: it knows the formats and the queries that it teaches.
 */
const LAYERS = {
  format: [],
  i18n: [],
  promql: ['format'],
  api: ['format', 'i18n', 'promql'],
  hooks: ['api', 'format', 'promql', 'i18n'],
  components: ['hooks', 'api', 'format', 'promql', 'i18n'],
  pages: ['components', 'hooks', 'api', 'format', 'promql', 'i18n'],
  extensions: ['components', 'hooks', 'api', 'format', 'promql', 'i18n'],
  app: ['pages', 'extensions', 'components', 'hooks', 'api', 'format', 'promql', 'i18n'],
  testing: ['app', 'components', 'hooks', 'api', 'format', 'promql', 'i18n'],
  'fallback-panel': ['format', 'promql'],
};

const ROOMS = Object.keys(TABLE);
const NOT_IN_LIBRARY = ['proxy', 'control', 'drills', 'litellm', 'cli'];
const TEST = '[.]test[.]tsx?$';
/** What tests of the plugin share. */
const PLUGIN_KITS = '^plugin/src/(testing|fallback-panel/fixtures)/';
const PLUGIN_ID = '^plugin/src/plugin[.]ts$';
/** Its source from within, its built door (or, before a build, its unresolved name) from elsewhere. */
const CONTRACT = '^(contract/dist/index[.](js|d[.]ts)|@understudy/contract)$';

const layer = (names) => `^plugin/src/(${names.join('|')})/`;
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

function layerRow(name) {
  const from = { path: layer([name]) };
  const to = name === 'pages' ? LAYERS.pages : [name, ...LAYERS[name]];
  return { from, to: { path: layer(to) } };
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
      from: { path: '^(contract|agent|plugin)/src/', pathNot: [TEST, '^agent/src/testkit/', PLUGIN_KITS] },
      to: { path: [TEST, '^agent/src/testkit/', PLUGIN_KITS, '^tests/', '^scripts/'] },
    },
    {
      name: 'development-dependency-in-product',
      severity: 'error',
      from: { path: '^(contract|agent|plugin)/src/', pathNot: [TEST, '^agent/src/testkit/', PLUGIN_KITS] },
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
    // The dashboard of the test host asks what the panel tells people to ask.
    { from: { path: '^tests/grafana-host/page/' }, to: { path: '^plugin/src/fallback-panel/panelQuery[.]ts$' } },
    // Dashboards ask what the app asks; what they say is data, in provisioning/.
    {
      from: { path: '^dashboards/' },
      to: { path: ['^dashboards/', '^plugin/src/promql/', '^plugin/src/fallback-panel/panelQuery[.]ts$', CONTRACT] },
    },
    // Tests read what is committed; the sources themselves are run by one test, which compares.
    { from: { path: '^tests/' }, to: { path: '^dashboards/(dashboardFile|expressions)[.]ts$' } },
    // Examples know the package by its name only, as an application does.
    { from: { path: '^examples/' }, to: { path: ['^examples/', '^agent/dist/index[.](js|d[.]ts)$', '^understudy$'] } },
    { from: { path: '^plugin/src/' }, to: { path: CONTRACT } },
    ...Object.keys(LAYERS).map(layerRow),
    // A page knows its own folder, not another page's.
    { from: { path: '^plugin/src/pages/([^/]+)/' }, to: { path: '^plugin/src/pages/$1/' } },
    {
      from: { path: layer(Object.keys(LAYERS)), pathNot: layer(['fallback-panel', 'format', 'promql']) },
      to: { path: PLUGIN_ID },
    },
    { from: { path: [PLUGIN_ID, `^plugin/src/extensions/.*${TEST}`] }, to: { path: '^plugin/src/plugin[.]json$' } },
    // The entry of the app; the panel's lies in its folder.
    {
      from: { path: '^plugin/src/module[.]tsx$' },
      to: { path: ['^plugin/src/(api|app|extensions|i18n|pages)/', PLUGIN_ID] },
    },
    { from: { path: `^plugin/src/.*${TEST}` }, to: { path: [PLUGIN_KITS, '^plugin/src/plugin[.]json$'] } },
  ],
  options: {
    // The page of the test host is bundled from packages of several Grafana lines, not from those of one package.json.
    exclude: { path: '^tests/grafana-host/(page|g13)/' },
    doNotFollow: { path: ['node_modules', '/dist/'] },
    combinedDependencies: true,
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'default'] },
  },
};
