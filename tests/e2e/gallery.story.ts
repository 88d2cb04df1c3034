import { expect, expectAccessible, story } from './support/story';

const RUNS = [
  { card: /Check links/, says: '7 links were checked, and 4 of them need attention.' },
  { card: /Read invoices/, says: '14 invoices were read: 10 add up, 4 need a person.' },
  { card: /Answer from a manual/, says: 'the app cannot open it' },
];

// New flow ──▶ gallery: picture, needs, cost ──▶ a template opens as a draft with its sample ──▶ Run ──▶ the report
for (const { card, says } of RUNS) {
  story(`a newcomer opens the template ${card.source} and runs it on its sample at once`, async ({ page }) => {
    await page.goto('/flows');
    await page.getByRole('button', { name: 'New flow' }).click();
    const gallery = page.getByRole('dialog', { name: 'New flow' });
    const choice = gallery.getByRole('button', { name: card });
    await expect(choice).toContainText('Free with the demo model');
    await expect(choice).toContainText(/gpt-4o-mini \([\d,.]+[kM]? tokens at the prices of \d{4}-\d{2}-\d{2}\)/);
    await expect(choice.locator('svg').first()).toBeVisible();
    await expectAccessible(page);
    await choice.click();
    await expect(page).toHaveURL(/\/flows\/[0-9A-Z]{26}/);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('dialog', { name: 'Run the draft' }).getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByText('Succeeded').first()).toBeVisible({ timeout: 90_000 });
    await page.getByRole('tab', { name: 'Output' }).click();
    await expect(page.getByText(says).first()).toBeVisible();
  });
}
