import React from 'react';
import { describe, expect, it } from '@jest/globals';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { locationService } from '@grafana/runtime';
import { useUnsavedGuard } from '../../hooks/useUnsavedGuard.ts';
import { BASE_URL } from '../../plugin.ts';
import { renderPage } from '../../testing/renderPage.tsx';

function Editor({ dirty }: { readonly dirty: boolean }) {
  useUnsavedGuard(dirty);
  return <p>editor</p>;
}

const show = (dirty: boolean) => renderPage(<Editor dirty={dirty} />, { path: '/chains?model=gpt-4o' });
const go = (path: string) => act(() => locationService.push(`${BASE_URL}${path}`));
const here = () => locationService.getLocation().pathname.slice(BASE_URL.length);

describe('unsaved changes', () => {
  it('keep the person on the page until they agree to lose them', async () => {
    const { user } = show(true);
    go('/policy');
    expect(await screen.findByRole('dialog')).toHaveTextContent('Leave without saving?');
    expect(here()).toBe('/chains');
    await user.click(screen.getByRole('button', { name: 'Stay' }));
    expect(here()).toBe('/chains');
    go('/policy');
    await user.click(await screen.findByRole('button', { name: 'Leave and discard changes' }));
    await waitFor(() => expect(here()).toBe('/policy'));
  });

  it('are still guarded after leaving was refused and asked again', async () => {
    const { user } = show(true);
    go('/chains?model=other');
    await user.click(await screen.findByRole('button', { name: 'Leave and discard changes' }));
    expect(locationService.getSearchObject()).toEqual({ model: 'other' });
    go('/policy');
    expect(await screen.findByRole('dialog')).toBeVisible();
    expect(here()).toBe('/chains');
  });

  it('let a drawer open', () => {
    show(true);
    go('/chains?model=gpt-4o&drill=gpt-4o');
    expect(locationService.getSearchObject()).toEqual({ model: 'gpt-4o', drill: 'gpt-4o' });
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('let the browser ask before the tab closes', () => {
    show(true);
    expect(fireEvent(window, new Event('beforeunload', { cancelable: true }))).toBe(false);
  });

  it('guard nothing while nothing is unsaved, nor once the page is gone', () => {
    const { unmount } = show(false);
    go('/policy');
    expect(here()).toBe('/policy');
    unmount();
    show(true).unmount();
    go('/overview');
    expect(here()).toBe('/overview');
    expect(fireEvent(window, new Event('beforeunload', { cancelable: true }))).toBe(true);
  });
});
