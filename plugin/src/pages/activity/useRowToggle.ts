import { useCallback, useEffect, useRef } from 'react';

/**
 * What opens the row of an id, and closes it where it is open. It stays the same function, so that a thousand rows are not
 * drawn anew for one that opens.
 * @param open id of the open row; empty = none
 */
export function useRowToggle(open: string, onOpen: (id: string) => void): (id: string) => void {
  const latest = useRef({ open, onOpen });
  useEffect(() => {
    latest.current = { open, onOpen };
  });
  return useCallback((id: string) => latest.current.onOpen(id === latest.current.open ? '' : id), []);
}
