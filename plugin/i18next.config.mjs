import { oneTextPerKey } from '../scripts/oneTextPerKey.mjs';

/** Collects the texts of `t(…)` and `<Trans>` into the file that Grafana loads and translators start from. */
export default {
  locales: ['en-US'],
  extract: {
    input: ['plugin/src/**/*.{ts,tsx}'],
    ignore: ['**/*.test.{ts,tsx}', 'plugin/src/testing/**', 'plugin/src/fallback-panel/fixtures/**'],
    output: 'plugin/src/locales/{{language}}/{{namespace}}.json',
    defaultNS: 'understudy-fallback-app',
    functions: ['t'],
    transComponents: ['Trans'],
    sort: true,
    removeUnusedKeys: true,
  },
  plugins: [oneTextPerKey()],
};
