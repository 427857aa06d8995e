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
  ],
  cacheDirectory: 'node_modules/.cache/jest',
  maxWorkers: 2,
  reporters: ['default', '<rootDir>/scripts/jest-reporter.mjs'],
};
