import { useEffect, useRef, type RefObject } from 'react';

/** True where a key is a letter of what somebody writes. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

/** `/` moves the focus into the page's search, unless somebody is typing. Give the ref to its `FilterInput`. */
export function useSearchFocus(): RefObject<HTMLInputElement> {
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (!search.current) return;
      event.preventDefault();
      search.current.focus();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return search;
}
