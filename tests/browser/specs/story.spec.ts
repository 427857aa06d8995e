import type { Page } from '@playwright/test';
import { expectNoSeriousViolations } from '../kit/expectAccessible.ts';
import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { ActivityPage } from '../pages/ActivityPage.ts';
import { AppShell } from '../pages/AppShell.ts';
import { ChainEditor } from '../pages/ChainEditor.ts';
import { DrillDrawer } from '../pages/DrillDrawer.ts';
import { pathOf } from '../pages/appPages.ts';

const stage = useStage({}, ({ agent }) => agent.askWithFailures('gpt-4o', 4, 6));

async function seeTheAmberModel(page: Page): Promise<void> {
  const shell = new AppShell(page);
  const editor = new ChainEditor(page);
  await stage.current.open(page, pathOf('overview'), { as: 'anna' });
  const row = page.getByRole('row').filter({ hasText: 'gpt-4o' }).first();
  await expect(row).toContainText('40.0%');
  await row.getByRole('link', { name: 'gpt-4o', exact: true }).click();
  await expect(shell.heading).toContainText('gpt-4o');
  await expect.poll(() => editor.order()).toEqual(['claude-sonnet', 'llama3.3:70b']);
}

async function reorderByKeyboard(page: Page): Promise<void> {
  const editor = new ChainEditor(page);
  await editor.handle('claude-sonnet').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect.poll(() => editor.order()).toEqual(['llama3.3:70b', 'claude-sonnet']);
  await expect(editor.step('llama3.3:70b')).toContainText('Declares no vision');
  await expect(editor.saveBar).toContainText('1 unsaved change');
}

async function reviewAndSave(page: Page): Promise<void> {
  const shell = new AppShell(page);
  const editor = new ChainEditor(page);
  await editor.reviewButton.click();
  await expect(editor.review).toContainText('Declares no vision');
  await expect(editor.review.getByRole('region', { name: 'After saving' })).toContainText('was');
  await expectNoSeriousViolations(page);
  await editor.review.getByRole('textbox', { name: /^Why/ }).fill('the free one first');
  await editor.review.getByRole('button', { name: 'Save revision 2' }).click();
  await expect(shell.toast('Revision 2 is in force')).toBeVisible();
  await expect(editor.saveBar).toHaveCount(0);
}

async function prove(page: Page): Promise<void> {
  const shell = new AppShell(page);
  const drill = new DrillDrawer(page);
  await shell.closeToast('Revision 2 is in force');
  await page.getByRole('button', { name: 'Test fallback', exact: true }).click();
  await drill.run.click();
  await expect(drill.attempts.filter({ hasText: 'llama3.3:70b' }).first()).toBeAttached();
  await expect(drill.frame.getByText('llama3.3:70b answered for gpt-4o', { exact: true })).toBeVisible();
  await expect(drill.frame.getByText(/counts as proven for/)).toBeVisible();
  await drill.close.click();
  await expect(drill.frame).toHaveCount(0);
}

async function findEventAndAuthor(page: Page): Promise<void> {
  const shell = new AppShell(page);
  const activity = new ActivityPage(page);
  await shell.goTo('Activity');
  await expect(activity.events.filter({ hasText: 'Revision 2 by anna: the free one first' })).toHaveCount(1);
  await page.getByRole('tab', { name: /^Audit/ }).click();
  const entry = activity.entries.filter({ hasText: 'Chain gpt-4o' }).filter({ hasNotText: 'Tested' });
  await expect(entry).toContainText('anna');
  await expect(entry).toContainText('Moved claude-sonnet to step 2');
  await activity.toggle(entry);
  await expect(page.getByText('“the free one first”')).toBeVisible();
}

async function rollBack(page: Page): Promise<void> {
  const shell = new AppShell(page);
  await page.getByRole('button', { name: 'Roll back to revision 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Roll back' }).click();
  await expect(shell.toast('Revision 3 is in force')).toBeVisible();
  await shell.goTo('Chains');
  const row = page.getByRole('row').filter({ hasText: 'gpt-4o' }).filter({ hasText: 'claude-sonnet' }).first();
  await expect(row).toContainText(/claude-sonnet.*llama3\.3:70b/);
}

test('from an amber model to a proven chain, and back', async ({ page }) => {
  test.slow();
  await test.step('the overview shows which model falls back', () => seeTheAmberModel(page));
  await test.step('its chain is reordered by keyboard', () => reorderByKeyboard(page));
  await test.step('the review shows warnings and the difference, and saves', () => reviewAndSave(page));
  await test.step('a drill proves it, attempt by attempt', () => prove(page));
  await test.step('the event and its author stand in Activity', () => findEventAndAuthor(page));
  await test.step('and it is rolled back', () => rollBack(page));
});
