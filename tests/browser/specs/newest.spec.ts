import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { AppShell } from '../pages/AppShell.ts';
import { APP_PAGES, CONFIGURATION_PATH, pathOf } from '../pages/appPages.ts';
import { FallbackPanel } from '../pages/FallbackPanel.ts';

const stage = useStage({ prometheus: true }, ({ agent }) => agent.askWithFailures('gpt-4o', 3, 5));

test('every page opens in the newest Grafana, with data', async ({ page }) => {
  const shell = new AppShell(page);
  await stage.current.open(page, pathOf('overview'));
  for (const { name } of APP_PAGES) {
    await test.step(name, async () => {
      await shell.goTo(name);
      await expect(shell.heading).toHaveText(name);
      await page.waitForLoadState('networkidle');
      await expect(page.getByRole('alert')).toHaveCount(0);
    });
  }
});

test('a chain opens and is moved by keyboard in the newest Grafana', async ({ page }) => {
  await stage.current.open(page, pathOf('chains?model=gpt-4o'));
  const steps = page.getByRole('list', { name: 'Fallbacks, in order' }).getByRole('listitem');
  await expect(steps.first()).toContainText('claude-sonnet');
  await page.getByLabel('Reorder claude-sonnet, fallback 1').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(steps.first()).toContainText('llama3.3:70b');
});

test('the configuration opens in the newest Grafana', async ({ page }) => {
  await stage.current.open(page, CONFIGURATION_PATH);
  await expect(page.getByRole('button', { name: 'Save and test' })).toBeVisible();
});

test('the panel opens in the newest Grafana', async ({ page }) => {
  const panel = new FallbackPanel(page, 'Fallbacks per model');
  await stage.current.open(page, '/d/many');
  await expect(panel.table).toBeVisible();
});
