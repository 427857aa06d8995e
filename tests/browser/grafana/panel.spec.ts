import { expect, test } from '@grafana/plugin-e2e';

test('the panel is among the visualizations, and teaches its query', async ({ dashboardPage }) => {
  const editPage = await dashboardPage.addPanel();
  await editPage.setVisualization('Fallbacks per model');
  await expect(editPage.panel.locator).toContainText(/fallback/i);
});
