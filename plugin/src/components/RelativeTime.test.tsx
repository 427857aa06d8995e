import React from 'react';
import { afterEach, expect, it, jest } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import { RelativeTime } from './RelativeTime.tsx';

afterEach(() => {
  jest.useRealTimers();
});

it('says how long ago, and keeps up', () => {
  jest.useFakeTimers({ now: new Date('2026-03-10T12:00:00Z') });
  render(<RelativeTime at="2026-03-10T11:59:54Z" />);
  expect(screen.getByText('6 s ago')).toHaveAttribute('datetime', '2026-03-10T11:59:54.000Z');
  act(() => {
    jest.advanceTimersByTime(3_000);
  });
  expect(screen.getByText('9 s ago')).toBeVisible();
});

it('says never of what never happened', () => {
  render(<RelativeTime at={null} />);
  expect(screen.getByText('never')).toBeVisible();
});
