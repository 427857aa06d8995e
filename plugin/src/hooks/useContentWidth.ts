import { useCallback, useRef, useState } from 'react';

/** The three shapes of a page: wide from 1160 px of content, medium from 720 px, narrow below. */
export type ContentShape = 'wide' | 'medium' | 'narrow';

const WIDE = 1160;
const MEDIUM = 720;

/** The shape for a width in pixels. */
function shapeOf(width: number): ContentShape {
  if (width >= WIDE) return 'wide';
  return width >= MEDIUM ? 'medium' : 'narrow';
}

/** The width of the content itself, not of the window: a docked menu takes 300 px of it. */
export function useContentWidth(): {
  readonly ref: (element: HTMLElement | null) => void;
  /** Pixels; until it is measured, that of the widest shape. */
  readonly width: number;
  readonly shape: ContentShape;
} {
  const [width, setWidth] = useState(WIDE);
  const observer = useRef<ResizeObserver | undefined>(undefined);
  const ref = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect();
    if (!element) return;
    // Before the first picture, so that a narrow page is not drawn wide first.
    if (element.clientWidth > 0) setWidth(element.clientWidth);
    observer.current = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(entry.contentRect.width);
    });
    observer.current.observe(element);
  }, []);
  return { ref, width, shape: shapeOf(width) };
}
