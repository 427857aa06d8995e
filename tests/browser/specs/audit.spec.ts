import { expectNoSeriousViolations } from '../kit/expectAccessible.ts';
import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { ActivityPage } from '../pages/ActivityPage.ts';
import { AppShell } from '../pages/AppShell.ts';
import { pathOf } from '../pages/appPages.ts';
import type { StageAgent } from '../stage/StageAgent.ts';

/** Saves the fallbacks of gpt-4o as somebody. */
async function save(agent: StageAgent, user: string, fallbacks: readonly string[], reason: string): Promise<void> {
  const etag = (await agent.api('GET', '/chains/gpt-4o')).headers.get('etag') ?? '';
  const headers = { 'if-match': etag, 'x-grafana-user': user, 'x-understudy-reason': encodeURIComponent(reason) };
  await agent.api('PUT', '/chains/gpt-4o', { fallbacks }, headers);
}

const stage = useStage({}, async ({ agent }) => {
  await save(agent, 'jane.doe', ['llama3.3:70b', 'claude-sonnet'], 'the cheap one first');
});

test('says who changed what in words, and rolls it back', async ({ page }) => {
  await stage.current.open(page, pathOf('activity?tab=audit'));
  const activity = new ActivityPage(page);
  const entry = activity.entries.filter({ hasText: 'jane.doe' });
  await expect(entry).toContainText('Chain gpt-4o');
  await expect(entry).toContainText('Moved claude-sonnet to step 2');
  await activity.toggle(entry);
  await expect(page.getByText('“the cheap one first”')).toBeVisible();
  await expectNoSeriousViolations(page);
  await page.getByRole('button', { name: 'Roll back to revision 1' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/Against revision 2 this changes:/)).toBeVisible();
  await expect(dialog.getByRole('table', { name: 'Changed fields' })).toContainText('llama3.3:70b, claude-sonnet');
  await expectNoSeriousViolations(page);
  await dialog.getByRole('textbox', { name: /Why/ }).fill('too slow');
  await dialog.getByRole('button', { name: 'Roll back' }).click();
  await expect(new AppShell(page).toast('Revision 3 is in force')).toBeVisible();
  await expect(activity.entries.first()).toContainText('Rolled back to revision 1');
  await expect(activity.entries.first()).toContainText('anna');
  const chain = (await (await stage.current.agent.api('GET', '/chains/gpt-4o')).json()) as { fallbacks: string[] };
  expect(chain.fallbacks).toEqual(['claude-sonnet', 'llama3.3:70b']);
});

test('shows the changes anew where somebody saved meanwhile', async ({ page, watch }) => {
  watch.expectFault(/^412 POST /);
  await stage.current.open(page, pathOf('activity?tab=audit&who=jane.doe'));
  const activity = new ActivityPage(page);
  await activity.toggle(activity.entries.first());
  await page.getByRole('button', { name: 'Roll back to revision 1' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/holds the same/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Roll back' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await save(stage.current.agent, 'sam.ortiz', ['claude-sonnet'], '');
  await page.getByRole('button', { name: 'Roll back to revision 1' }).click();
  await expect(dialog.getByText(/Against revision 4/)).toBeVisible();
  await save(stage.current.agent, 'sam.ortiz', [], '');
  await dialog.getByRole('button', { name: 'Roll back' }).click();
  await expect(dialog.getByText(/Somebody saved a newer revision meanwhile/)).toBeVisible();
  await expect(dialog.getByText(/Against revision 5/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Roll back' }).click();
  await expect(new AppShell(page).toast('Revision 6 is in force')).toBeVisible();
});

test('is filtered by who and what', async ({ page }) => {
  await stage.current.open(page, pathOf('activity?tab=audit'));
  const activity = new ActivityPage(page);
  await activity.filter('People', 'jane.doe');
  await expect(page).toHaveURL(/who=jane\.doe/);
  await expect(activity.entries).toHaveCount(1);
  await activity.filter('Resources', 'Policy');
  await expect(page.getByText('No entry matches these filters')).toBeVisible();
});

test('is for admins: an editor has no tab, and a direct link says so', async ({ page }) => {
  await stage.current.open(page, pathOf('activity'), { as: 'editor' });
  await expect(new ActivityPage(page).events.first()).toBeVisible();
  await expect(page.getByRole('tab')).toHaveCount(0);
  await stage.current.open(page, pathOf('activity?tab=audit'), { as: 'editor' });
  await expect(page.getByText('The audit log is for admins')).toBeVisible();
  await page.getByRole('button', { name: 'Show events' }).click();
  await expect(new ActivityPage(page).events.first()).toBeVisible();
});
