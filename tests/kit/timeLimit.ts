import { jest } from '@jest/globals';

// Jest reads `testTimeout` from the command line and the root of its configuration only, not from a project.
jest.setTimeout(60_000);
