import { expectNoSeriousViolations } from '../kit/expectAccessible.ts';
import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { AppShell } from '../pages/AppShell.ts';
import { pathOf } from '../pages/appPages.ts';

const stage = useStage();

test('the policy is edited by keyboard, reviewed and saved, and the audit knows why', async ({ page }) => {
  await stage.current.open(page, pathOf('policy'), { as: 'editor' });
  const retries = page.getByRole('spinbutton', { name: 'Server error: retries' });
  await retries.focus();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByText('1 unsaved change')).toBeVisible();
  await page.keyboard.press('Control+s');
  const review = page.getByRole('dialog', { name: /Review changes/ });
  await expect(review.getByRole('rowheader', { name: 'Server error: retries' })).toBeVisible();
  await expectNoSeriousViolations(page);
  await review.getByLabel(/Why/).fill('the cloud hiccups');
  await review.getByRole('button', { name: 'Save policy' }).click();
  await expect(new AppShell(page).toast(/Revision \d+ is in force/)).toBeVisible();
  await expect(page.getByText('1 unsaved change')).toHaveCount(0);
  const audit = await stage.current.agent.api('GET', '/audit?action=putPolicy');
  expect(await audit.text()).toContain('the cloud hiccups');
});

test('leaving with edits asks first', async ({ page }) => {
  await stage.current.open(page, pathOf('policy'), { as: 'editor' });
  await page.getByRole('switch', { name: 'Quota: fall back' }).press('Space');
  await new AppShell(page).goTo('Chains');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page).toHaveURL(/\/policy/);
});

test('two people edit the policy: the second keeps both', async ({ page, anotherPage, watch }) => {
  watch.expectFault(/^412 /);
  const second = await anotherPage();
  await stage.current.open(page, pathOf('policy'), { as: 'edda' });
  await stage.current.open(second, pathOf('policy'), { as: 'erik' });
  const change = async (of: typeof page, name: string): Promise<void> => {
    await of.getByRole('switch', { name: `${name}: fall back` }).press('Space');
    await of.getByRole('button', { name: 'Review changes' }).click();
    await expect(of.getByRole('button', { name: 'Save policy' })).toBeEnabled();
  };
  await change(second, 'Authentication');
  await change(page, 'Quota');
  await page.getByRole('button', { name: 'Save policy' }).click();
  await expect(new AppShell(page).toast(/is in force/)).toBeVisible();
  await second.getByRole('button', { name: 'Save policy' }).click();
  const conflict = second.getByRole('alert').filter({ hasText: 'edda saved revision' });
  await expect(conflict).toBeVisible();
  await conflict.getByRole('button', { name: 'Keep mine on top' }).click();
  await expect(second.getByRole('switch', { name: 'Quota: fall back' })).not.toBeChecked();
  await expect(second.getByRole('switch', { name: 'Authentication: fall back' })).not.toBeChecked();
  await second.getByRole('button', { name: 'Review changes' }).click();
  await second.getByRole('button', { name: 'Save policy' }).click();
  await expect(new AppShell(second).toast(/is in force/)).toBeVisible();
});
