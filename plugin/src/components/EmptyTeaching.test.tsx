import React from 'react';
import { expect, it } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Button } from '@grafana/ui';
import { EmptyTeaching } from './EmptyTeaching.tsx';

it('says what is missing, offers one action and a line to copy', async () => {
  const user = userEvent.setup();
  render(
    <EmptyTeaching
      title="No request has come through this agent yet"
      text="Point one client at the agent."
      action={<Button>Test a fallback</Button>}
      copy="OPENAI_BASE_URL=http://localhost:4100/v1"
    />,
  );
  expect(screen.getByRole('region', { name: 'No request has come through this agent yet' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Test a fallback' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Copy' }));
  expect(await window.navigator.clipboard.readText()).toBe('OPENAI_BASE_URL=http://localhost:4100/v1');
});
