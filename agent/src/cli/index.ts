export { checkListeners, isControlOpen, isProxyOpen } from './checkListeners.ts';
export { formatListenAddress, isLoopback, parseListenAddress, type ListenAddress } from './listenAddress.ts';
export { agentVersion, buildProgram, type ProgramOptions } from './program.ts';
export { renderFindings } from './renderFindings.ts';
export { runProgram } from './runProgram.ts';
export type { Start } from './startCommand.ts';
export type { LogLevel, StartOptions } from './startOptions.ts';
export { processTerminal, type Terminal } from './terminal.ts';
export { listen } from './listen.ts';
