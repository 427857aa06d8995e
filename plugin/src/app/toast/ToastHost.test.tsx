import React from 'react';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, screen } from '@testing-library/react';
import { useToast } from '../../hooks/useToast.ts';
import { agentError } from '../../testing/fakeAgent.ts';
import { renderPage } from '../../testing/renderPage.tsx';

function Saver({ undo }: { readonly undo?: () => void }) {
  const toast = useToast();
  return (
    <>
      <button onClick={() => toast.saved('Revision 129 is in force', undo)}>save</button>
      <button onClick={() => toast.failed(agentError('managed'))}>fail</button>
    </>
  );
}

afterEach(() => {
  jest.useRealTimers();
});

describe('a message', () => {
  it("is Grafana's own notification", () => {
    const { toasts } = renderPage(<Saver />);
    fireEvent.click(screen.getByText('save'));
    fireEvent.click(screen.getByText('fail'));
    expect(toasts).toEqual(['Revision 129 is in force', 'A file is in charge of this agent: changes are made there.']);
  });

  it('that can be taken back offers Undo, politely', () => {
    const undo = jest.fn();
    const { toasts } = renderPage(<Saver undo={undo} />);
    fireEvent.click(screen.getByText('save'));
    expect(screen.getByRole('status')).toHaveTextContent('Revision 129 is in force');
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(undo).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument();
    expect(toasts).toEqual([]);
  });

  it('goes by itself', () => {
    jest.useFakeTimers();
    renderPage(<Saver undo={() => undefined} />);
    fireEvent.click(screen.getByText('save'));
    act(() => {
      jest.advanceTimersByTime(12_000);
    });
    expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument();
  });

  it('stays while somebody is at it', () => {
    jest.useFakeTimers();
    renderPage(<Saver undo={() => undefined} />);
    fireEvent.click(screen.getByText('save'));
    const undo = screen.getByRole('button', { name: 'Undo' });
    fireEvent.focusIn(undo);
    act(() => {
      jest.advanceTimersByTime(60_000);
    });
    expect(undo).toBeInTheDocument();
    fireEvent.focusOut(undo);
    act(() => {
      jest.advanceTimersByTime(12_000);
    });
    expect(undo).not.toBeInTheDocument();
  });
});
