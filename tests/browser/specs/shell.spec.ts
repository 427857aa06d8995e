import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { AppShell } from '../pages/AppShell.ts';
import { APP_PAGES, pathOf } from '../pages/appPages.ts';

const stage = useStage({}, async ({ agent }) => agent.askWithFailures('gpt-4o', 3, 5));

test.describe('every page', () => {
  for (const role of ['viewer', 'editor', 'admin'] as const) {
    test(`opens for the ${role}`, async ({ page }) => {
      const shell = new AppShell(page);
      await stage.current.open(page, pathOf(''), { as: role });
      for (const { name } of APP_PAGES) {
        await shell.goTo(name);
        await expect(shell.heading).toHaveText(name);
        await expect(shell.menuEntry(name)).toHaveAttribute('aria-current', 'page');
      }
    });
  }
});

test('the app opens on the overview', async ({ page }) => {
  await stage.current.open(page, pathOf(''));
  await expect(page).toHaveURL(/\/overview/);
  await expect(new AppShell(page).heading).toHaveText('Overview');
});

test('only admins find the configuration in the menu', async ({ page }) => {
  const shell = new AppShell(page);
  await stage.current.open(page, pathOf('overview'), { as: 'editor' });
  await expect(shell.menuEntry('Chains')).toBeVisible();
  await expect(shell.menuEntry('Configuration')).toHaveCount(0);
  await stage.current.open(page, pathOf('overview'), { as: 'admin' });
  await expect(shell.menuEntry('Configuration')).toBeVisible();
});

test('the browser’s back goes to the page before', async ({ page }) => {
  const shell = new AppShell(page);
  await stage.current.open(page, pathOf('overview'));
  await shell.goTo('Chains');
  await expect(shell.heading).toHaveText('Chains');
  await page.goBack();
  await expect(shell.heading).toHaveText('Overview');
});
