export { createStepCaller } from './createStepCaller.ts';
export { LibraryTranslator } from './libraryTranslator.ts';
