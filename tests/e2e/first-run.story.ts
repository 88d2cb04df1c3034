import { expect, expectAccessible, newLink, story } from './support/story';

story.use({ storageState: { cookies: [], origins: [] } });

// The link ──▶ a flow, laid out, its input filled in ──▶ Run ──▶ nodes light up in order, text grows, cost shows ──▶ an answer.
story('a newcomer opens the link and sees the first flow work, with no key and no network', async ({ page, product }) => {
  await page.goto(newLink(product));
  await page.getByRole('button', { name: /sign in|continue/i }).click();
  await expect(page).toHaveURL(/\/flows\/[0-9A-Z]{26}/);
  await expect(page.getByTestId('node-read')).toBeVisible();
  await expectAccessible(page);

  const order = recordOrder(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Run the draft' });
  await expect(dialog.getByLabel(/^Message/)).toHaveValue(/boots/);
  await dialog.getByRole('button', { name: 'Run', exact: true }).click();

  const tail = page.getByTestId('tail-answer');
  await expect(tail).toBeVisible();
  const early = ((await tail.textContent()) ?? '').length;
  await expect.poll(async () => ((await tail.textContent()) ?? '').length).toBeGreaterThan(early);

  await page.reload();
  await expect(page.getByTestId('node-read')).toHaveAttribute('data-status', 'SUCCEEDED');
  await expect(page.getByTestId('node-letter')).toHaveAttribute('data-status', 'SUCCEEDED', { timeout: 20_000 });
  await expect(page.getByTestId('node-shop_rules')).toHaveAttribute('data-status', 'SKIPPED');
  await expect(page.getByTestId('node-answer')).toContainText(/\d+ tok/);
  await expect(page.getByTestId('node-answer')).toContainText('free');
  expect((await order)[0]).toBe('read');

  await page.getByRole('tab', { name: 'Output' }).click();
  await expect(page.getByText(/^Dear Priya,/)).toBeVisible();
});

/** Ids of nodes in the order in which they were first seen running. */
async function recordOrder(page: import('@playwright/test').Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = [];
        const look = (): void => {
          for (const card of document.querySelectorAll<HTMLElement>('[data-testid^="node-"][data-status="RUNNING"]')) {
            const id = card.dataset.testid?.slice('node-'.length) ?? '';
            if (!seen.includes(id)) seen.push(id);
          }
          if (seen.length > 0) resolve(seen);
          else setTimeout(look, 20);
        };
        look();
      }),
  );
}
