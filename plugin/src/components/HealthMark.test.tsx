import React from 'react';
import { expect, it } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { HealthMark } from './HealthMark.tsx';

it('names the health beside its mark', () => {
  render(<HealthMark health="open" />);
  expect(screen.getByText('Breaker open')).toBeVisible();
});

it('speaks the name where the mark stands alone', () => {
  render(<HealthMark health="degraded" compact />);
  expect(screen.getByRole('img', { name: 'Degraded' })).toBeInTheDocument();
});
