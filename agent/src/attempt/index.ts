export { AttemptTimers, type AttemptTimer, type AttemptTimersOwner } from './attemptTimers.ts';
export { createStepCaller, type StepCallerOptions } from './createStepCaller.ts';
export { LibraryTranslator } from './libraryTranslator.ts';
export type { AnswerLimits } from './nativeCallParts.ts';
export type { Translator, TranslatorTransport } from './translator.ts';
