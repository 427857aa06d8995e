export * from './fakeClock.ts';
export * from './outcomes.ts';
export * from './scriptedCaller.ts';
export * from './stubEstimator.ts';
export * from './eventRecorder.ts';
export * from './factories.ts';
export * from './engineUnderTest.ts';
export * from './breakerUnderTest.ts';
