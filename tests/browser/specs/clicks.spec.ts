import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { pathOf } from '../pages/appPages.ts';
import { ChainEditor } from '../pages/ChainEditor.ts';

const stage = useStage({}, ({ agent }) => agent.askWithFailures('gpt-4o', 6, 4));

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
  await button.locator('svg').hover();
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

  test('from a drawer', async ({ page }) => {
    const showIcons = await holdIcons(page);
    await stage.current.open(page, `${ChainEditor.path('gpt-4o')}&drill=gpt-4o`, { as: 'edda' });
    await clickAcross(page, page.getByRole('button', { name: 'Run', exact: true }), showIcons);
    await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible();
  });
});

test('an answer with news leaves the button that is pressed where it is', async ({ page }) => {
  await stage.current.open(page, pathOf('overview'), { as: 'edda' });
  const button = page.getByRole('button', { name: 'Test fallback of gpt-4o' });
  const before = await button.elementHandle();
  await stage.current.agent.askWithFailures('gpt-4o', 6, 4);
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect(page.getByRole('row').filter({ has: button })).toContainText('20 / 20');
  expect(await button.evaluate((now, then) => now === then, before)).toBe(true);
});
