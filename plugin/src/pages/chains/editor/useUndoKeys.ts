import { useEffect } from 'react';
import type { EditAction } from '../edit/editState.ts';

/** Fields have an undo of their own. */
function isTyping({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

function actionOf({ key, shiftKey }: KeyboardEvent): EditAction | undefined {
  const pressed = key.toLowerCase();
  if (pressed === 'z') return { type: shiftKey ? 'redo' : 'undo' };
  return pressed === 'y' ? { type: 'redo' } : undefined;
}

/** Ctrl+Z takes back an edit, Ctrl+Shift+Z or Ctrl+Y brings it again; Cmd on a Mac. */
export function useUndoKeys(active: boolean, dispatch: (action: EditAction) => void): void {
  useEffect(() => {
    if (!active) return undefined;
    const press = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event)) return;
      const action = actionOf(event);
      if (!action) return;
      event.preventDefault();
      dispatch(action);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [active, dispatch]);
}
