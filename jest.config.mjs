const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  // From the source, so that unit tests need no build.
  moduleNameMapper: { '^@understudy/contract$': '<rootDir>/contract/src/index.ts' },
  transform: {
    '[.]ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2023', transform: { verbatimModuleSyntax: true } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  restoreMocks: true,
};

/**
 * The Grafana plugin: a browser, and CommonJS as Grafana's own Jest configuration has it, because most of its libraries
 * are not written for Node's ES modules. Those that come as ES modules only are required as such or compiled.
 */
const plugin = {
  rootDir: import.meta.dirname,
  displayName: 'plugin',
  testEnvironment: 'jsdom',
  testMatch: ['<rootDir>/plugin/src/**/*.test.{ts,tsx}'],
  setupFiles: ['<rootDir>/plugin/src/testing/browserStubs.ts'],
  setupFilesAfterEnv: ['<rootDir>/plugin/src/testing/setUpTests.ts'],
  moduleNameMapper: {
    '^@understudy/contract$': '<rootDir>/contract/src/index.ts',
    '[.](css|scss|sass)$': '<rootDir>/plugin/src/testing/noStyles.ts',
    '^react-inlinesvg$': '<rootDir>/plugin/.config/jest/mocks/react-inlinesvg.tsx',
  },
  transform: {
    '[.]m?[jt]sx?$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2023' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/'],
  restoreMocks: true,
};

export default {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/contract/src/**/*.test.ts', '<rootDir>/agent/src/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
      setupFilesAfterEnv: ['<rootDir>/tests/kit/timeLimit.ts'],
    },
    plugin,
  ],
  // A busy machine is no failure; suites that start processes allow themselves more.
  testTimeout: 20_000,
  cacheDirectory: 'node_modules/.cache/jest',
  maxWorkers: 2,
  reporters: ['default', '<rootDir>/scripts/jest-reporter.mjs'],
};
