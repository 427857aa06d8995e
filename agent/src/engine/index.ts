export * from './clock.ts';
export * from './cancel.ts';
export * from './step.ts';
export * from './request.ts';
export * from './outcome.ts';
export * from './ports.ts';
export * from './events.ts';
