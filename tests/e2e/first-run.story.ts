import type { Page } from '@playwright/test';
import { callApi } from '../support/product';
import { expect, expectAccessible, newLink, story } from './support/story';

story.use({ storageState: { cookies: [], origins: [] } });

// The link ──▶ a flow, laid out, its input filled in ──▶ Run ──▶ nodes light up in order, text grows, cost shows ──▶ an answer.
story('a newcomer opens the link and sees the first flow work, with no key and no network', async ({ page, product }) => {
  // The link leads to the flow that was changed last: on a first start there is only this one.
  await callApi(product, product.token, 'POST', '/api/templates/use', { template: 'welcome' });
  await page.goto(newLink(product));
  await page.getByRole('button', { name: /sign in|continue/i }).click();
  await expect(page).toHaveURL(/\/flows\/[0-9A-Z]{26}/);
  await expect(page.getByTestId('node-read')).toBeVisible();
  await expectAccessible(page);

  await watchCards(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Run the draft' });
  await expect(dialog.getByLabel(/^Message/)).toHaveValue(/boots/);
  await dialog.getByRole('button', { name: 'Run', exact: true }).click();
  await expect.poll(async () => new Set((await seenCards(page)).tails).size).toBeGreaterThan(2);

  await page.reload();
  await expect(page.getByTestId('node-read')).toHaveAttribute('data-status', 'SUCCEEDED');
  await watchCards(page);
  await expect(page.getByTestId('node-letter')).toHaveAttribute('data-status', 'SUCCEEDED');
  await expect(page.getByTestId('node-shop_rules')).toHaveAttribute('data-status', 'SKIPPED');
  await expect(page.getByTestId('node-answer')).toContainText(/\d+ tok/);
  await expect(page.getByTestId('node-answer')).toContainText('free');

  await page.getByRole('tab', { name: 'Output' }).click();
  await expect(page.getByText(/^Dear Priya,/)).toBeVisible();
});

interface Seen {
  /** Ids of nodes in the order in which they were first seen running. */
  running: string[];
  /** Lengths of streamed text that were seen under any node. */
  tails: number[];
}

/** Looks at the cards every 20 ms and keeps what was seen on the window. */
async function watchCards(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: Seen = { running: [], tails: [] };
    // A slot of the test's own on the window.
    (window as unknown as { seen: Seen }).seen = seen;
    setInterval(() => {
      for (const card of document.querySelectorAll<HTMLElement>('[data-testid^="node-"][data-status="RUNNING"]')) {
        const id = card.dataset.testid?.slice('node-'.length) ?? '';
        if (!seen.running.includes(id)) seen.running.push(id);
      }
      for (const tail of document.querySelectorAll('[data-testid^="tail-"]')) seen.tails.push(tail.textContent?.length ?? 0);
    }, 20);
  });
}

function seenCards(page: Page): Promise<Seen> {
  return page.evaluate(() => (window as unknown as { seen: Seen }).seen);
}
