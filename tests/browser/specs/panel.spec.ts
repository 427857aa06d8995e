import { gzipSync } from 'node:zlib';
import { expectNoSeriousViolations } from '../kit/expectAccessible.ts';
import { longestTask } from '../kit/longestTask.ts';
import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { FallbackPanel } from '../pages/FallbackPanel.ts';

const stage = useStage({ prometheus: true });

test.slow();

test('fills itself from the one query that it gives people, and leads to the chain', async ({ page }) => {
  const panel = new FallbackPanel(page, 'Fallbacks per model');
  // What happens before the first scrape is no increase yet.
  await expect(async () => {
    await stage.current.agent.askWithFailures('gpt-4o', 1, 1);
    await stage.current.open(page, '/d/demo');
    await expect(panel.row('gpt-4o')).toContainText('%', { timeout: 3_000 });
  }).toPass();
  await expect(panel.row('gpt-4o').getByRole('link')).toHaveAttribute('href', /\/chains\?model=gpt-4o$/);
});

test.describe('1,000 models', () => {
  test('scroll without a pause, with at most 80 rows in the page', async ({ page }) => {
    const panel = new FallbackPanel(page, 'Fallbacks per model');
    await stage.current.open(page, '/d/many');
    await expect(panel.table).toHaveAttribute('aria-rowcount', '1001');
    await panel.scroll.hover();
    let most = 0;
    const { processorMs, reported } = await longestTask(page, async () => {
      for (let step = 0; step < 60; step += 1) {
        await page.mouse.wheel(0, 500);
        most = Math.max(most, await panel.rows.count());
      }
    });
    test.info().annotations.push({
      type: 'measured',
      description: `longest task ${processorMs.toFixed(1)} ms of processor time, ${reported.length} reported as long`,
    });
    await expect(panel.rows.last()).toHaveAttribute('aria-rowindex', '1001');
    expect(most).toBeLessThanOrEqual(80);
    expect(processorMs).toBeGreaterThan(0);
    expect(processorMs).toBeLessThan(50);
  });

  test('are sorted and reached by keyboard alone', async ({ page }) => {
    const panel = new FallbackPanel(page, 'Fallbacks per model');
    await stage.current.open(page, '/d/many');
    await panel.scroll.focus();
    await page.keyboard.press('End');
    await expect(panel.rows.last()).toHaveAttribute('aria-rowindex', '1001');
    await page.keyboard.press('Home');
    await page.keyboard.press('Tab');
    await expect(panel.header('Model').getByRole('button')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(panel.header('Model')).toHaveAttribute('aria-sort', 'ascending');
    await expect(panel.rows.first()).toContainText('provider-0/model-0000');
    for (let column = 0; column < 5; column += 1) await page.keyboard.press('Tab');
    await expect(panel.rows.first().getByRole('link')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/chains\?model=provider-0%2Fmodel-0000$/);
  });
});

test.describe('accessibility', () => {
  for (const theme of ['dark', 'light'] as const) {
    for (const dashboard of ['demo', 'states', 'many']) {
      test(`of ${dashboard}, ${theme}`, async ({ page }) => {
        await stage.current.open(page, `/d/${dashboard}`, { theme });
        await expect(page.getByRole('region', { name: 'Loading' }).or(page.getByRole('table')).first()).toBeVisible();
        await expectNoSeriousViolations(page);
      });
    }
  }
});

test('weighs at most 30 KB', async ({ page }) => {
  const module = await page.request.get(`${stage.current.url}/public/plugins/understudy-fallback-panel/module.js`);
  const size = gzipSync(await module.body(), { level: 9 }).length;
  test.info().annotations.push({ type: 'measured', description: `${(size / 1024).toFixed(1)} KB gzipped` });
  expect(module.ok()).toBe(true);
  expect(size).toBeLessThanOrEqual(30 * 1024);
});

test('fits into a page of 360 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await stage.current.open(page, '/d/many');
  const panel = new FallbackPanel(page, 'Fallbacks per model');
  await expect(panel.rows.first()).toBeVisible();
  const tooWide = await panel.scroll.evaluate((region) => region.scrollWidth - region.clientWidth);
  expect(tooWide).toBe(0);
});
