import React from 'react';
import { expect, it } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useSearchFocus } from './useSearchFocus.ts';

function Search() {
  return (
    <>
      <input aria-label="Search" ref={useSearchFocus()} />
      <input aria-label="Reason" />
    </>
  );
}

it('moves the focus into the search', async () => {
  render(<Search />);
  await userEvent.keyboard('/');
  expect(screen.getByLabelText('Search')).toHaveFocus();
  expect(screen.getByLabelText('Search')).toHaveValue('');
});

it('leaves a slash that somebody writes', async () => {
  render(<Search />);
  await userEvent.type(screen.getByLabelText('Reason'), 'a/b');
  expect(screen.getByLabelText('Reason')).toHaveValue('a/b');
});
