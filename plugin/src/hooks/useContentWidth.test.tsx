import React from 'react';
import { expect, it, jest } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import { useContentWidth } from './useContentWidth.ts';

function Measured() {
  const { ref, shape } = useContentWidth();
  return <p ref={ref}>{shape}</p>;
}

it.each([
  [1400, 'wide'],
  [1160, 'wide'],
  [900, 'medium'],
  [719, 'narrow'],
])('content of %d px has the shape %s', (width, shape) => {
  const observed: ResizeObserverCallback[] = [];
  jest.spyOn(globalThis, 'ResizeObserver').mockImplementation((callback) => {
    observed.push(callback);
    return { observe: () => undefined, unobserve: () => undefined, disconnect: () => undefined };
  });
  render(<Measured />);
  act(() => observed[0]?.([{ contentRect: { width } } as ResizeObserverEntry], new ResizeObserver(() => undefined)));
  expect(screen.getByText(shape)).toBeInTheDocument();
});
