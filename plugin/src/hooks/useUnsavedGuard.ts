import { useContext, useEffect } from 'react';
import { UnsavedContext } from './unsaved/UnsavedContext.ts';

/** While `dirty`, leaving the page, or the `model` that it is about, asks first. Other parameters of the address may change. */
export function useUnsavedGuard(dirty: boolean): void {
  const guard = useContext(UnsavedContext);
  useEffect(() => (dirty ? guard() : undefined), [dirty, guard]);
}
