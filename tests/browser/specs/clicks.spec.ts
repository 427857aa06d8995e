import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { ChainEditor } from '../pages/ChainEditor.ts';

const stage = useStage();

/** Keeps every icon from the page until somebody calls what this gives. */
async function holdIcons(page: Page): Promise<() => void> {
  let show: () => void = () => undefined;
  const shown = new Promise<void>((resolve) => {
    show = resolve;
  });
  await page.route('**/*.svg', async (route) => {
    await shown;
    await route.continue();
  });
  return show;
}

/** A click during which the icon of the button appears. */
async function clickAcross(page: Page, button: Locator, showIcons: () => void): Promise<void> {
  await button.hover();
  await page.mouse.down();
  showIcons();
  await expect(button.locator('svg path').first()).toBeAttached();
  await page.mouse.up();
}

test.describe('an icon that appears between press and release takes no click away', () => {
  test('from the button of a row', async ({ page }) => {
    const showIcons = await holdIcons(page);
    await stage.current.open(page, ChainEditor.path('gpt-4o'), { as: 'edda' });
    await clickAcross(page, page.getByRole('button', { name: 'Remove llama3.3:70b' }), showIcons);
    await expect(new ChainEditor(page).saveBar).toContainText('1 unsaved change');
  });

  test("from a page's actions", async ({ page }) => {
    const showIcons = await holdIcons(page);
    await stage.current.open(page, ChainEditor.path('gpt-4o'), { as: 'edda' });
    await clickAcross(page, page.getByRole('button', { name: 'More for gpt-4o' }), showIcons);
    await expect(page.getByRole('menuitem', { name: 'Switch off' })).toBeVisible();
  });
});
