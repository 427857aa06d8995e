import { createContext } from 'react';

/** A message with something to take back. */
export interface UndoToast {
  readonly message: string;
  readonly undo: () => void | Promise<void>;
}

/** Shows a message that offers Undo; the shell provides it. Null = nobody shows it. */
export const ToastContext = createContext<((toast: UndoToast) => void) | null>(null);
