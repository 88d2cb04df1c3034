import { expect, expectAccessible, story } from './support/story';

// New flow ──▶ template "support triage" ──▶ Run on the shipped tickets ──▶ every item classified, a summary
story('a designer starts from the ticket template and runs it on the shipped tickets', async ({ page }) => {
  await page.goto('/flows');
  await expectAccessible(page);
  await page
    .getByRole('button', { name: /new flow/i })
    .first()
    .click();
  const gallery = page.getByRole('dialog');
  await gallery
    .getByText(/ticket/i)
    .first()
    .click();
  await expect(page).toHaveURL(/\/flows\/[0-9A-Z]{26}/);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('dialog', { name: 'Run the draft' }).getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText('Succeeded').first()).toBeVisible({ timeout: 90_000 });
  await page.getByRole('tab', { name: 'Output' }).click();
  await expect(page.getByText(/urgent/).first()).toBeVisible();
  await page.getByRole('link', { name: 'Open the run page' }).click();
  await expect(page.getByText(/44/).first()).toBeVisible();
});
