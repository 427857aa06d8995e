import { builtinModules } from 'node:module';
import eslint from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import sonarjs from 'eslint-plugin-sonarjs';
import tseslint from 'typescript-eslint';
import { maxLinesPerFunction } from './scripts/eslint-max-lines.mjs';
import { maxProps } from './scripts/eslint-max-props.mjs';
import { restrictedImports } from './scripts/eslint-plugin-layers.mjs';

const TESTS = ['**/*.test.{ts,tsx}', 'tests/**/*.{ts,tsx}'];
const HEART = ['agent/src/engine/**/*.ts', 'contract/src/**/*.ts'];

const withoutPrefix = builtinModules
  .filter((name) => !name.startsWith('_') && !name.startsWith('node:'))
  .map((name) => ({ name, message: `Write node:${name}.` }));

const shape = [{ selector: 'ExportDefaultDeclaration', message: 'Named exports only (style.md, 3).' }];

/** A test that does not run is a failure (style.md, 24); the reporter catches what is hidden from this rule. */
const everyTestRuns = [
  {
    selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo|failing)$/]',
    message: 'Every test runs: no only, skip, todo or failing.',
  },
  {
    selector: 'CallExpression > Identifier.callee[name=/^(fit|xit|xtest|xdescribe|fdescribe)$/]',
    message: 'Every test runs: no f- or x- form.',
  },
];

/** One bundle runs under React 18 and 19, and no text becomes markup. */
const oneBundle = [
  {
    selector: 'MemberExpression[property.name=/^(defaultProps|propTypes)$/], Identifier[name=findDOMNode]',
    message: 'React 19 has it no more.',
  },
  {
    selector: 'JSXAttribute[name.name=dangerouslySetInnerHTML]',
    message: 'Texts come from providers and people: never as markup.',
  },
];

const PASSED_IN = 'The heart is pure: clock, timers, randomness and transport are passed in (style.md, 6).';

export default tseslint.config(
  // .config is create-plugin's own and stays as it came.
  { ignores: ['**/dist/**', '**/coverage/**', 'docs/**', 'plugin/.config/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{mjs,ts,tsx}'],
    extends: [eslint.configs.recommended],
    plugins: { sonarjs, local: { rules: { 'max-lines-per-function': maxLinesPerFunction } } },
    rules: {
      curly: ['error', 'multi-line'],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300 }],
      'local/max-lines-per-function': ['error', { max: 60, IIFEs: true }],
      'no-restricted-imports': ['error', { paths: withoutPrefix }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'sonarjs/cognitive-complexity': ['error', 12],
      'sonarjs/no-duplicated-branches': 'error',
      'sonarjs/no-identical-functions': 'error',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: { console: 'readonly', process: 'readonly', URL: 'readonly', setTimeout: 'readonly', fetch: 'readonly' },
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: ['./tsconfig.lint.json'], tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...shape],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: true } }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      // Off: a method of an interface may return a promise without waiting for anything.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
    },
  },
  { files: ['agent/src/cli/**/*.ts', 'scripts/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['plugin/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest'], jsxA11y.flatConfigs.strict],
    plugins: { props: { rules: { 'max-props': maxProps } } },
    languageOptions: { parserOptions: { project: ['./plugin/tsconfig.json'], tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-restricted-syntax': ['error', ...shape, ...oneBundle],
      // Off: a text with a tooltip takes the focus, or its tooltip would be for pointers only.
      'jsx-a11y/no-noninteractive-tabindex': 'off',
      // The role that a cell has anyway, said again where a style sheet takes the table's display from it.
      'jsx-a11y/no-interactive-element-to-noninteractive-role': [
        'error',
        { canvas: ['img'], td: ['cell'], th: ['columnheader', 'rowheader'], tr: ['none', 'presentation', 'row'] },
      ],
      'props/max-props': ['error', { max: 8 }],
      'react-hooks/exhaustive-deps': 'error',
      'react-hooks/incompatible-library': 'error',
      'react-hooks/unsupported-syntax': 'error',
    },
  },
  {
    // Stands in for Grafana's core: what is deprecated for plugins, it has to provide.
    files: ['tests/grafana-host/page/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest'], jsxA11y.flatConfigs.strict],
    languageOptions: {
      parserOptions: { project: ['./tests/grafana-host/page/tsconfig.json'], tsconfigRootDir: import.meta.dirname },
    },
    rules: { '@typescript-eslint/no-deprecated': 'off' },
  },
  {
    files: ['tests/browser/**/*.ts'],
    languageOptions: {
      parserOptions: { project: ['./tests/browser/tsconfig.json'], tsconfigRootDir: import.meta.dirname },
    },
  },
  ...restrictedImports(withoutPrefix),
  {
    // Webpack reads a default export; the file lies outside of the browser's program.
    files: ['plugin/*.config.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { project: false } },
    rules: { 'no-restricted-syntax': 'off', '@typescript-eslint/no-deprecated': 'off' },
  },
  {
    files: HEART,
    // clock.ts holds the real clock that main.ts and the library pass in.
    ignores: [...TESTS, 'agent/src/engine/clock.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'performance'].map((name) => ({
          name,
          message: PASSED_IN,
        })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: PASSED_IN },
        { object: 'Date', property: 'now', message: PASSED_IN },
        { object: 'AbortSignal', property: 'timeout', message: PASSED_IN },
        { object: 'crypto', property: 'randomUUID', message: PASSED_IN },
      ],
    },
  },
  {
    files: TESTS,
    rules: {
      'no-restricted-syntax': ['error', ...shape, ...everyTestRuns],
      // What a test has just made or found is there; a step that is missing fails the test by itself.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'sonarjs/no-identical-functions': 'off',
    },
  },
  {
    files: ['**/{utils,util,helpers,misc}.{ts,tsx}', '{contract,agent,plugin}/src/{types,constants}.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'Program', message: 'Name a file after its main export (style.md, 3).' },
      ],
    },
  },
  // Playwright reads its configuration from a default export.
  { files: ['tests/browser/playwright.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
