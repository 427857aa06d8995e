export { checkListeners } from './checkListeners.ts';
export { agentVersion } from './program.ts';
export { runProgram } from './runProgram.ts';
export type { StartOptions } from './startOptions.ts';
export { listen } from './listen.ts';
