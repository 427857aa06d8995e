import React, { type ComponentProps } from 'react';
import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { getStatus } from '@understudy/contract';
import { exampleData, fakeAgent } from '../testing/fakeAgent.ts';
import { renderPage } from '../testing/renderPage.tsx';
import { SaveBar } from './SaveBar.tsx';

function show(props: Partial<ComponentProps<typeof SaveBar>> = {}) {
  const onDiscard = jest.fn();
  const onReview = jest.fn();
  const page = renderPage(<SaveBar changes={2} warnings={0} onDiscard={onDiscard} onReview={onReview} {...props} />);
  return { ...page, onDiscard, onReview };
}

describe('the bar of unsaved changes', () => {
  it('is there only while something is unsaved', () => {
    show({ changes: 0 });
    expect(screen.queryByRole('region')).not.toBeInTheDocument();
  });

  it('says how many changes and warnings, and what they change', async () => {
    show({ changes: 3, warnings: 2 });
    const bar = screen.getByRole('region', { name: 'Unsaved changes' });
    expect(bar).toHaveTextContent('3 unsaved changes');
    expect(bar).toHaveTextContent('2 warnings');
    expect(await screen.findByText('Changes this agent, checkout-7c9f')).toBeVisible();
  });

  it('says that a whole group takes over what is saved into a store that it shares', async () => {
    const agent = fakeAgent();
    const status = exampleData(getStatus);
    agent.answer(getStatus, { ...status, store: { ...status.store, kind: 'redis', address: 'redis://cache:6379' } });
    renderPage(<SaveBar changes={1} warnings={0} onDiscard={jest.fn()} onReview={jest.fn()} />, { agent });
    expect(await screen.findByText('Changes every agent of the group default')).toBeVisible();
    expect(screen.queryByText(/Changes this agent/)).not.toBeInTheDocument();
  });

  it('discards one or two changes at once', async () => {
    const { user, onDiscard } = show({ changes: 2 });
    await user.click(screen.getByRole('button', { name: 'Discard' }));
    expect(onDiscard).toHaveBeenCalledTimes(1);
  });

  it('asks before it discards three', async () => {
    const { user, onDiscard } = show({ changes: 3 });
    await user.click(screen.getByRole('button', { name: 'Discard' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('Discard 3 changes?');
    await user.click(screen.getByRole('button', { name: 'Keep editing' }));
    expect(onDiscard).not.toHaveBeenCalled();
  });

  it('opens the review by its button and by Ctrl+S', async () => {
    const { user, onReview } = show();
    await user.click(screen.getByRole('button', { name: 'Review changes' }));
    const browserSaves = fireEvent.keyDown(document.body, { key: 's', ctrlKey: true });
    expect(onReview).toHaveBeenCalledTimes(2);
    expect(browserSaves).toBe(false);
  });

  it('gives the reason where there is nothing to review', async () => {
    const { user, onReview } = show({ disabledReason: 'gpt-4o is already the primary.' });
    const review = screen.getByRole('button', { name: 'Review changes' });
    expect(review).toHaveAttribute('aria-disabled', 'true');
    await user.hover(review);
    expect(await screen.findByText('gpt-4o is already the primary.')).toBeInTheDocument();
    await user.click(review);
    fireEvent.keyDown(document.body, { key: 's', ctrlKey: true });
    expect(onReview).not.toHaveBeenCalled();
  });
});
