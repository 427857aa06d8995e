import { expectNoSeriousViolations } from '../kit/expectAccessible.ts';
import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { AppShell } from '../pages/AppShell.ts';
import { pathOf } from '../pages/appPages.ts';
import { ChainEditor } from '../pages/ChainEditor.ts';

const stage = useStage({}, ({ agent }) => agent.askWithFailures('gpt-4o', 6, 4));

test.describe('the list', () => {
  test('shows whole chains, the step in effect and the open breakers, and opens a chain', async ({ page }) => {
    await stage.current.open(page, pathOf('chains'), { as: 'viewer' });
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'gpt-4o', exact: true }) });
    await expect(row.getByRole('listitem')).toHaveText([/claude-sonnet/, /llama3\.3:70b/]);
    await expect(row).toContainText('Fallback 1');
    await expect(row.getByRole('listitem').filter({ hasText: '(in effect)' })).toHaveText(/claude-sonnet/);
    // Anywhere in its line.
    await row.click();
    await expect(new AppShell(page).heading).toHaveText('gpt-4o');
  });

  test('finds steps, and what was not proven; the address says it', async ({ page }) => {
    await stage.current.open(page, pathOf('chains'));
    await page.getByRole('button', { name: /not proven in 30 days/ }).click();
    await expect(page).toHaveURL(/proven=false/);
    await page.keyboard.press('/');
    await page.keyboard.type('mistral');
    await expect(page).toHaveURL(/q=mistral/);
    await page.reload();
    await expect(page.getByRole('table').getByRole('link')).toHaveText(['gpt-4-turbo']);
    await page.getByLabel('Search models and steps').fill('nothing of the kind');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(page.getByRole('table').getByRole('link')).toHaveCount(4);
  });

  test('shows the chains of one breaker', async ({ page }) => {
    await stage.current.open(page, pathOf('chains?provider=openai&upstreamModel=gpt-4o'));
    await expect(page.getByRole('table').getByRole('link')).toHaveText(['gpt-4-turbo', 'gpt-4o']);
  });
});

test.describe('the chain of a model', () => {
  test('is looked at by a viewer, without a control that edits', async ({ page }) => {
    await stage.current.open(page, ChainEditor.path('gpt-4o'), { as: 'viewer' });
    const editor = new ChainEditor(page);
    await expect(editor.panel).toContainText('Falls back at once');
    await expect(page.getByText('You can look, not edit: viewer.')).toBeVisible();
    await expect(page.getByText('Declares no vision: requests with images skip this step.')).toBeVisible();
    await expect(page.getByRole('button', { name: /Reorder|Remove|Test fallback/ })).toHaveCount(0);
    await expect(editor.add).toHaveCount(0);
    await expectNoSeriousViolations(page);
  });

  test('opens by an id with slashes', async ({ page }) => {
    await stage.current.open(page, ChainEditor.path('meta-llama/llama-3.1/8b-instruct'));
    await expect(new AppShell(page).heading).toHaveText('meta-llama/llama-3.1/8b-instruct');
    await expect(new ChainEditor(page).steps).toHaveCount(1);
  });

  test('is not found where there is no such model', async ({ page }) => {
    await stage.current.open(page, ChainEditor.path('no/such-model'));
    await expect(page.getByText('There is no model no/such-model')).toBeVisible();
    await page.getByRole('link', { name: 'All chains' }).click();
    await expect(new AppShell(page).heading).toHaveText('Chains');
  });

  for (const theme of ['dark', 'light'] as const) {
    test(`has nothing serious against it while it is edited, ${theme}`, async ({ page }) => {
      await stage.current.open(page, ChainEditor.path('gpt-4o'), { theme });
      const editor = new ChainEditor(page);
      await editor.remove('claude-sonnet');
      await page.getByRole('button', { name: /When the context window is exceeded/ }).click();
      await page.getByRole('radio', { name: 'A list of its own' }).press('Space');
      await expect(editor.saveBar).toContainText('2 unsaved changes');
      await expectNoSeriousViolations(page);
      await editor.reviewButton.click();
      await expect(editor.review).toBeVisible();
      await expectNoSeriousViolations(page);
    });
  }

  test('fits into 420 and 360 pixels', async ({ page }) => {
    for (const width of [420, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await stage.current.open(page, ChainEditor.path('gpt-4o'));
      const editor = new ChainEditor(page);
      await editor.remove('claude-sonnet');
      await expect(editor.reviewButton).toBeVisible();
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(tooWide).toBeLessThanOrEqual(0);
      await editor.saveBar.getByRole('button', { name: 'Discard' }).click();
    }
  });
});

test.describe('steps are put in order', () => {
  test.beforeEach(async ({ page }) => {
    await stage.current.open(page, ChainEditor.path('gpt-4o'), { as: 'editor' });
    await expect(new ChainEditor(page).steps).toHaveCount(2);
  });

  test('by mouse', async ({ page }) => {
    const editor = new ChainEditor(page);
    const [from, to] = await Promise.all(
      ['llama3.3:70b', 'claude-sonnet'].map((model) => editor.handle(model).boundingBox()),
    );
    if (!from || !to) throw new Error('the handles have a place');
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(from.x + from.width / 2, from.y - 10, { steps: 5 });
    await page.mouse.move(to.x + to.width / 2, to.y - 4, { steps: 10 });
    await page.mouse.up();
    await expect.poll(() => editor.order()).toEqual(['llama3.3:70b', 'claude-sonnet']);
    await expect(editor.step('llama3.3:70b')).toContainText('Moved');
  });

  test('by keyboard, spoken step by step', async ({ page }) => {
    const editor = new ChainEditor(page);
    const spoken = page.locator('[aria-live="assertive"]').last();
    await editor.handle('llama3.3:70b').focus();
    await page.keyboard.press('Space');
    await expect(spoken).toHaveText('llama3.3:70b lifted, fallback 2 of 2');
    await page.keyboard.press('ArrowUp');
    await expect(spoken).toHaveText('llama3.3:70b, now fallback 1 of 2');
    await page.keyboard.press('Escape');
    await expect(spoken).toHaveText('Cancelled. llama3.3:70b is fallback 2 of 2 again');
    expect(await editor.order()).toEqual(['claude-sonnet', 'llama3.3:70b']);
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Space');
    await expect(spoken).toHaveText('llama3.3:70b dropped, now fallback 1 of 2');
    await expect.poll(() => editor.order()).toEqual(['llama3.3:70b', 'claude-sonnet']);
    await expect(editor.handle('llama3.3:70b')).toBeFocused();
  });

  test('with Alt and an arrow key from anywhere in a card', async ({ page }) => {
    const editor = new ChainEditor(page);
    await page.getByRole('button', { name: 'Remove llama3.3:70b' }).focus();
    await page.keyboard.press('Alt+ArrowUp');
    expect(await editor.order()).toEqual(['llama3.3:70b', 'claude-sonnet']);
    await expect(page.getByRole('button', { name: 'Remove llama3.3:70b' })).toBeFocused();
    await expect(page.getByText('llama3.3:70b, now fallback 1 of 2')).toHaveCount(1);
  });

  test('by the menu of a step', async ({ page }) => {
    await page.getByRole('button', { name: 'Move claude-sonnet', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Move down' }).click();
    expect(await new ChainEditor(page).order()).toEqual(['llama3.3:70b', 'claude-sonnet']);
  });
});

test.describe('by touch', () => {
  test.use({ hasTouch: true });

  test('a handle is large enough, and drags', async ({ page }) => {
    await stage.current.open(page, ChainEditor.path('gpt-4o'), { as: 'editor' });
    const editor = new ChainEditor(page);
    await page.waitForLoadState('networkidle');
    const box = await editor.handle('llama3.3:70b').boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(32);
    const [from, to] = [box, await editor.handle('claude-sonnet').boundingBox()];
    if (!from || !to) throw new Error('the handles have a place');
    const finger = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
      finger.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: y === undefined ? [] : [{ x: from.x + from.width / 2, y }],
      });
    const start = from.y + from.height / 2;
    await touch('touchStart', start);
    // A long press lifts; a finger that moves before scrolls.
    await expect(page.locator('[aria-live="assertive"]').last()).toContainText('llama3.3:70b lifted');
    await touch('touchMove', from.y);
    await touch('touchMove', to.y - 4);
    await touch('touchEnd');
    await expect.poll(() => editor.order()).toEqual(['llama3.3:70b', 'claude-sonnet']);
  });
});
