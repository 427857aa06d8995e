/** Folders of plugin/src from the top down; a folder imports from those below it, and from what is beside the layers. */
const LAYERS = [['app', 'extensions'], ['pages'], ['components'], ['hooks'], ['promql', 'api'], ['format', 'i18n']];

const TESTS = ['plugin/src/**/*.test.{ts,tsx}', 'plugin/src/testing/**'];

const NOT_IN_THE_BUNDLE = [
  { regex: '^node:', message: 'The plugin runs in a browser.' },
  { regex: '(^|/)testing/', message: 'The test kit is for tests.' },
];
const NEVER = [
  { regex: '^react-dom/client$', message: 'Grafana does not share it: one bundle for React 18 and 19.' },
  { regex: '^react/jsx', message: 'The classic JSX runtime needs `react` only.' },
  { regex: '^@grafana/[^/]+/dist/', message: 'Only what the package exports.' },
];

const toFolders = (folders, message) => ({ regex: `^([.][.]/)+(${folders.join('|')})/`, message });

function layerRule(withoutPrefix, folder, higher) {
  const message = `Layers go one way: ${folder} may not import from ${higher.join(', ')} (style.md, 1).`;
  return {
    files: [`plugin/src/${folder}/**/*.{ts,tsx}`],
    ignores: TESTS,
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: withoutPrefix, patterns: [...NEVER, ...NOT_IN_THE_BUNDLE, toFolders(higher, message)] },
      ],
    },
  };
}

/** ESLint's part of the layers, for the editor; dependency-cruiser has the whole table. */
export function restrictedImports(withoutPrefix) {
  const rules = LAYERS.flatMap((folders, depth) => {
    const higher = ['fallback-panel', ...LAYERS.slice(0, depth).flat()];
    return folders.map((folder) => layerRule(withoutPrefix, folder, higher));
  });
  // What it shares with the app is compiled into its own small bundle.
  const panel = LAYERS.flat().filter((folder) => folder !== 'format' && folder !== 'promql');
  return [
    {
      files: ['plugin/**/*.{ts,tsx}'],
      rules: { 'no-restricted-imports': ['error', { paths: withoutPrefix, patterns: NEVER }] },
    },
    ...rules,
    layerRule(withoutPrefix, 'fallback-panel', panel),
  ];
}
