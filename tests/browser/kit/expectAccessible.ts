import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Faults of Grafana's own components that no plugin can mend. */
const GRAFANA_OWN = [
  '[data-testid="data-testid RefreshPicker interval button"]',
  // The label that InlineSwitch and Switch draw the knob with.
  'input[role="switch"] + label[aria-label]',
];

/**
 * Fails where axe finds something serious or critical in the page and what lies over it. Grafana's own frame is not
 * looked at.
 * @param except further selectors to leave out, each for a reason beside it
 */
export async function expectNoSeriousViolations(page: Page, except: readonly string[] = []): Promise<void> {
  const axe = new AxeBuilder({ page }).withTags(TAGS).include('main');
  if ((await page.locator('#grafana-portal-container > *').count()) > 0) axe.include('#grafana-portal-container');
  [...GRAFANA_OWN, ...except].forEach((selector) => axe.exclude(selector));
  const { violations } = await axe.analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`));
  expect(serious).toEqual([]);
}
