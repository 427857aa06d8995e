import type { Locator, Page } from '@playwright/test';
import { expectNoSeriousViolations } from '../kit/expectAccessible.ts';
import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { ChainEditor } from '../pages/ChainEditor.ts';
import { pathOf } from '../pages/appPages.ts';

const stage = useStage({ redis: true }, ({ agent }) => agent.askWithFailures('gpt-4o', 3, 5));

/** A save that is refused while the store is away. */
const REFUSED = /^503 PUT/;

const notice = (page: Page): Locator => page.getByRole('alert').filter({ hasText: 'The shared store is away' });

async function isAway(): Promise<boolean> {
  const { store } = (await (await stage.current.agent.api('GET', '/status')).json()) as {
    store: { connected: boolean };
  };
  return !store.connected;
}

/** Kills Redis, and waits for the agent to have noticed. */
async function loseStore(): Promise<void> {
  await stage.current.agent.redis?.kill();
  await expect.poll(isAway).toBe(true);
}

async function findStore(): Promise<void> {
  await stage.current.agent.redis?.start();
  await expect.poll(isAway).toBe(false);
}

const refresh = (page: Page): Promise<void> => page.getByRole('button', { name: /^Refresh/ }).click();

test('a page says that the store is away and since when, shows what it has, and says no more of it once it is back', async ({
  page,
}) => {
  const address = stage.current.agent.redis?.url ?? '';
  await stage.current.open(page, pathOf('overview'));
  const row = page.getByRole('row').filter({ hasText: 'gpt-4o' }).first();
  await expect(row).toBeVisible();
  await expect(page.getByText(`store ${address}`)).toBeVisible();
  await expect(notice(page)).toHaveCount(0);

  await loseStore();
  await refresh(page);
  await expect(notice(page)).toContainText(`Redis at ${address} has been away since 20`);
  await expect(notice(page)).toContainText(
    'serves on with revision 1; changes cannot be saved until the store is back.',
  );
  await expect(row).toBeVisible();
  expect(await stage.current.agent.ask('gpt-4o')).toEqual([200]);
  for (const theme of ['dark', 'light'] as const) {
    await stage.current.open(page, pathOf('overview'), { theme });
    await expect(notice(page)).toBeVisible();
    await expectNoSeriousViolations(page);
  }

  await findStore();
  await refresh(page);
  await expect(notice(page)).toHaveCount(0);
});

test('a chain that cannot be saved stays edited, on a narrow screen too, and Retry saves it when the store is back', async ({
  page,
  watch,
}) => {
  watch.expectFault(REFUSED);
  await page.setViewportSize({ width: 420, height: 900 });
  await stage.current.open(page, ChainEditor.path('gpt-4o'), { as: 'editor' });
  const editor = new ChainEditor(page);
  await editor.remove('llama3.3:70b');
  await expect(editor.saveBar).toContainText('Changes every agent of the group default');

  await loseStore();
  await editor.save('not needed');
  const problem = editor.review.getByRole('alert');
  await expect(problem).toContainText('Not saved: the shared store is away');
  await expect(problem).toContainText('Your changes stay here.');
  await expectNoSeriousViolations(page);
  await expect(editor.review.getByRole('textbox', { name: /^Why/ })).toHaveValue('not needed');

  await findStore();
  await problem.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByText('Revision 2 is in force')).toBeVisible();
  expect(await editor.order()).toEqual(['claude-sonnet']);
  const revisions = await (await stage.current.agent.api('GET', '/revisions')).text();
  expect(revisions).toContain('not needed');
});
