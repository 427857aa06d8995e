import { expectNoSeriousViolations } from '../kit/expectAccessible.ts';
import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { AppShell } from '../pages/AppShell.ts';
import { APP_PAGES, CONFIGURATION_PATH } from '../pages/appPages.ts';

const stage = useStage({ prometheus: true }, ({ agent }) => agent.askWithFailures('gpt-4o', 3, 5));

for (const theme of ['dark', 'light'] as const) {
  for (const { name, path } of APP_PAGES) {
    test(`${name}, ${theme}, has nothing serious against it`, async ({ page }) => {
      await stage.current.open(page, path, { theme });
      await expect(new AppShell(page).heading).toHaveText(name);
      await page.waitForLoadState('networkidle');
      await expectNoSeriousViolations(page);
    });
  }

  test(`Configuration, ${theme}, has nothing serious against it`, async ({ page }) => {
    await stage.current.open(page, CONFIGURATION_PATH, { theme });
    await expect(page.getByRole('button', { name: 'Save and test' })).toBeVisible();
    await expectNoSeriousViolations(page);
  });
}

for (const { name, path } of APP_PAGES) {
  test(`${name} fits into 360 pixels without a scroll bar across`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await stage.current.open(page, path);
    await expect(new AppShell(page).heading).toHaveText(name);
    await page.waitForLoadState('networkidle');
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(tooWide).toBeLessThanOrEqual(0);
  });
}
