import React from 'react';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PageBoundary } from './PageBoundary.tsx';

let broken: Error | undefined;

function Fragile() {
  if (broken) throw broken;
  return <p>page</p>;
}

const show = (page = '/overview') => (
  <PageBoundary page={page} reload={reload}>
    <Fragile />
  </PageBoundary>
);

const reload = jest.fn();

beforeEach(() => {
  broken = new Error('rows is not iterable');
  reload.mockClear();
  // React says every caught error on the console.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

describe('a page that fails', () => {
  it('says so, and Retry draws it again', async () => {
    render(show());
    expect(screen.getByRole('alert')).toHaveTextContent('rows is not iterable');
    broken = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(screen.getByText('page')).toBeVisible();
    expect(reload).not.toHaveBeenCalled();
  });

  it('does not take other pages with it', () => {
    const { rerender } = render(show('/overview'));
    broken = undefined;
    rerender(show('/chains'));
    expect(screen.getByText('page')).toBeVisible();
  });

  it('is loaded anew where a part of the app is missing, as after an upgrade', async () => {
    broken = Object.assign(new Error('Loading chunk 7 failed'), { name: 'ChunkLoadError' });
    render(show());
    expect(screen.getByRole('alert')).toHaveTextContent('The app may have been upgraded meanwhile.');
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(reload).toHaveBeenCalledTimes(1);
  });
});
