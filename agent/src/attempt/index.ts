export { AttemptTimers, type AttemptTimer, type AttemptTimersOwner } from './attemptTimers.ts';
export type { Translator, TranslatorTransport } from './translator.ts';
