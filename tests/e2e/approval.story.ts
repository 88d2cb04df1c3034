import { callApi } from '../support/product';
import { createFlow } from './support/flows';
import { expect, expectAccessible, story } from './support/story';

// ok (a form) ─ approved ─▶ yes        the run waits for a person, who finds it, fills the form in and approves
story('a person finds what waits for them, mends the form, and approves', async ({ page, product }) => {
  const id = await createFlow(product, 'Refund', {
    nodes: [
      {
        id: 'ok',
        type: 'approval',
        message: 'Refund 40 EUR to Ada?',
        form: { type: 'object', required: ['reason'], properties: { reason: { type: 'string', title: 'Reason' } } },
      },
      { id: 'yes', type: 'template', template: '{{ nodes.ok.output.form.reason }}' },
    ],
    edges: [{ from: 'ok', port: 'approved', to: 'yes' }],
    outputs: { text: '{{ nodes.yes.output.text }}' },
  });
  const { runId } = await callApi<{ runId: string }>(product, product.token, 'POST', '/api/runs/trigger', {
    flowId: id,
    revision: 'draft',
  });
  await page.goto(`/runs/${runId}`);
  await expect(page.getByText('Waiting for a person').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Refund 40 EUR to Ada?' })).toBeVisible();
  await page.getByRole('link', { name: /^Approvals/ }).click();
  const card = page.getByRole('article', { name: 'Refund 40 EUR to Ada?' });
  await expect(page.getByRole('link', { name: /1 waits for you/ })).toBeVisible();
  await expectAccessible(page);
  await card.getByRole('button', { name: 'Approve' }).click();
  await expect(card.getByText(/reason/i).nth(1)).toBeVisible();
  await card.getByLabel(/Reason/).fill('Parcel lost');
  await card.getByRole('button', { name: 'Approve' }).click();
  await expect(card).toBeHidden();
  await page.goto(`/runs/${runId}`);
  await expect(page.getByText('Succeeded').first()).toBeVisible();
  await expect(page.getByText('Parcel lost').first()).toBeVisible();
});
