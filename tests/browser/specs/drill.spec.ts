import { expectNoSeriousViolations } from '../kit/expectAccessible.ts';
import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { pathOf } from '../pages/appPages.ts';
import { DrillDrawer } from '../pages/DrillDrawer.ts';

const stage = useStage();

/** How the newest test of a chain ended, as the agent has it. */
async function lastOutcome(model: string): Promise<string> {
  const answer = await stage.current.agent.api('GET', `/drills?model=${encodeURIComponent(model)}&limit=1`);
  const { items } = (await answer.json()) as { items: { outcome: string }[] };
  return items[0]?.outcome ?? 'none';
}

test('attempts arrive while the test runs, and the answer proves the chain', async ({ page }) => {
  await stage.current.open(page, pathOf('activity?drill=claude-sonnet&drillFailure=server_error'), { as: 'editor' });
  const drawer = new DrillDrawer(page);
  await drawer.run.click();
  await expect(drawer.attempts).toHaveCount(1);
  await expect(drawer.frame.getByText(/Waiting, \d\.\d s left/)).toBeVisible();
  // The first wait is over, the next one is not: what is seen did not come at the end.
  await expect(drawer.attempts).toHaveCount(2);
  await expect(drawer.stop).toBeVisible();
  await expectNoSeriousViolations(page);
  const answer = drawer.frame.getByText('llama3.3:70b answered for claude-sonnet', { exact: true });
  await expect(answer).toBeVisible({ timeout: 20_000 });
  await expect(drawer.attempts).toHaveCount(5);
  await expect(drawer.frame.getByText(/counts as proven for server error, today \d\d:\d\d\./)).toBeVisible();
  await expectNoSeriousViolations(page);
  expect(await lastOutcome('claude-sonnet')).toBe('answered');
});

test('Stop ends the call at the provider', async ({ page }) => {
  const { second } = stage.current.agent.providers;
  second.script('claude-sonnet', [{ kind: 'ok', latencyMs: 25_000 }]);
  await stage.current.open(page, pathOf('activity?drill=gpt-4o&drillFailure=quota'), { as: 'editor' });
  const drawer = new DrillDrawer(page);
  await drawer.run.click();
  await expect(drawer.frame.getByText('Calling').first()).toBeVisible();
  await expect.poll(() => second.inFlight).toBe(1);
  await drawer.stop.click();
  await expect(drawer.frame.getByText(/stopped after/)).toBeVisible();
  await expect.poll(() => second.inFlight).toBe(0);
  await expect.poll(() => lastOutcome('gpt-4o')).toBe('cancelled');
  second.reset();
});

test('leaving the drawer stops the test, and Back closes it', async ({ page }) => {
  await stage.current.open(page, pathOf('activity'), { as: 'editor' });
  await stage.current.open(page, pathOf('activity?drill=claude-sonnet'), { as: 'editor' });
  const drawer = new DrillDrawer(page);
  await drawer.run.click();
  await expect(drawer.attempts).toHaveCount(1);
  await page.goBack();
  await expect(drawer.frame).toHaveCount(0);
  await expect.poll(() => lastOutcome('claude-sonnet')).toBe('cancelled');
});

test('all steps fail: the error of the client', async ({ page }) => {
  await stage.current.open(page, pathOf('activity?drill=gpt-4o&drillFailure=quota'), { as: 'editor', theme: 'light' });
  const drawer = new DrillDrawer(page);
  await drawer.failSteps('All');
  await drawer.run.click();
  await expect(drawer.frame.getByText('All steps failed', { exact: true })).toBeVisible();
  await expect(drawer.attempts).toHaveCount(3);
  await expect(drawer.frame.getByText(/"code": "insufficient_quota"/).first()).toBeVisible();
  await expect(drawer.frame.getByText(/The chain is not proven for quota\./)).toBeVisible();
  await expectNoSeriousViolations(page);
});

test('Esc closes the list, then the drawer, and gives the focus back', async ({ page }) => {
  await stage.current.agent.askWithFailures('gpt-4o', 1, 0);
  await stage.current.open(page, pathOf('activity'), { as: 'editor' });
  await page
    .getByRole('button', { name: /^Attempts of gpt-4o/ })
    .first()
    .click();
  const opener = page.getByRole('link', { name: 'Test this failure' });
  await opener.press('Enter');
  const drawer = new DrillDrawer(page);
  await expect(drawer.frame.getByRole('combobox', { name: 'Failure' })).toHaveValue('Rate limit');
  await drawer.frame.getByRole('combobox', { name: 'Failure' }).click();
  await expect(page.getByRole('option')).toHaveCount(10);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option')).toHaveCount(0);
  await expect(drawer.frame).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer.frame).toHaveCount(0);
  await expect(opener).toBeFocused();
  await expect(page).toHaveURL(/event=req_/);
});

test('a viewer reads what a test is and sees the last one, but cannot run it', async ({ page }) => {
  await stage.current.agent.api('POST', '/drills', { model: 'gpt-4o', failure: 'auth' });
  await stage.current.open(page, pathOf('overview?drill=gpt-4o'), { as: 'viewer' });
  const drawer = new DrillDrawer(page);
  await expect(drawer.frame.getByText(/Running one needs the role Editor\./)).toBeVisible();
  await expect(drawer.frame.getByText('Authentication: claude-sonnet answered for gpt-4o.')).toBeVisible();
  await expect(drawer.run).toHaveCount(0);
  await expectNoSeriousViolations(page);
});

test('a model without a chain has nothing to test', async ({ page, watch }) => {
  watch.expectFault(/^404 GET .*chains/);
  await stage.current.open(page, pathOf('overview?drill=mistral-large'));
  await expect(new DrillDrawer(page).frame.getByText(/mistral-large has no chain/)).toBeVisible();
});

test.describe('where few tests are allowed', () => {
  const small = useStage({ drillsPerMinute: 2 });

  test('they are counted, and the next one waits', async ({ page }) => {
    await small.current.open(page, pathOf('overview?drill=gpt-4o&drillFailure=quota'), { as: 'editor' });
    const drawer = new DrillDrawer(page);
    await expect(drawer.frame.getByText('2 of 2 tests left this minute')).toBeVisible();
    await drawer.run.click();
    await expect(drawer.frame.getByText('1 of 2 tests left this minute')).toBeVisible();
    await expect(drawer.frame.getByText(/counts as proven for quota/)).toBeVisible();
    await drawer.run.click();
    await expect(drawer.frame.getByText(/^Next test in \d+ s$/)).toBeVisible();
    await expect(drawer.run).toBeDisabled();
  });
});
