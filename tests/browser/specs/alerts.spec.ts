import { expectNoSeriousViolations } from '../kit/expectAccessible.ts';
import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { AlertsPage } from '../pages/AlertsPage.ts';
import { pathOf } from '../pages/appPages.ts';

const RULE = 'LLMFallbackRateHigh';
const stage = useStage({ prometheus: true });

test('filters are in the address, and a rule opens by keyboard', async ({ page }) => {
  const alerts = new AlertsPage(page);
  await stage.current.open(page, `${pathOf('alerts')}?severity=critical`);
  await expect(alerts.rule('LLMAgentAbsent')).toBeVisible();
  await expect(alerts.rule(RULE)).toHaveCount(0);
  await page.keyboard.press('/');
  await page.keyboard.type('absent');
  await expect(page).toHaveURL(/q=absent/);
  await page.getByRole('button', { name: 'LLMAgentAbsent', exact: true }).press('Enter');
  await expect(page).toHaveURL(/rule=LLMAgentAbsent/);
  await expect(page.getByRole('region', { name: 'Expression of LLMAgentAbsent' })).toContainText('absent(');
  await expectNoSeriousViolations(page);
});

for (const person of ['viewer', 'editor'] as const) {
  test(`${person === 'viewer' ? 'a viewer' : 'an editor'} sees the rules and no way to install them`, async ({
    page,
  }) => {
    const alerts = new AlertsPage(page);
    await stage.current.open(page, pathOf('alerts'), { as: person });
    await expect(alerts.rule(RULE)).toBeVisible();
    await expect(page.getByRole('switch')).toHaveCount(0);
    await expect(page.getByRole('button', { name: /^(Install|Review)/ })).toHaveCount(0);
    await expect(page.getByText(`You can look, not edit: ${person}.`)).toBeVisible();
  });
}

test('the rule file is shown, with the command that writes it', async ({ page }) => {
  await stage.current.open(page, pathOf('alerts'), { as: 'viewer', theme: 'light' });
  await page.getByRole('button', { name: 'Rule file' }).first().click();
  const drawer = new AlertsPage(page).drawer;
  await expect(drawer.getByRole('region', { name: 'Rule file' })).toContainText('understudy.recording');
  await expect(drawer.getByRole('region', { name: 'Command' })).toContainText('understudy rules');
  await expectNoSeriousViolations(page);
  await page.goBack();
  await expect(drawer).toHaveCount(0);
});

test.describe('without Prometheus', () => {
  const bare = useStage();

  test('the page says that none is chosen, and an install asks for one', async ({ page }) => {
    const alerts = new AlertsPage(page);
    await bare.current.open(page, pathOf('alerts'));
    await expect(page.getByText('No data source is chosen in Configuration.')).toBeVisible();
    await alerts.openInstall();
    await expect(alerts.drawer).toContainText('Choose the Prometheus that scrapes the agents.');
    await expect(alerts.drawer.getByRole('button', { name: /^Apply/ })).toBeDisabled();
  });
});
