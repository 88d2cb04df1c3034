import { callApi } from '../support/product';
import { createFlow } from './support/flows';
import { expect, expectAccessible, story } from './support/story';

// Settings: a token ──▶ Publish ──▶ trigger by API ──▶ the run stands in the list with its revision
story('an engineer publishes a flow and calls it by a token made in Settings', async ({ page, product }) => {
  const id = await createFlow(product, 'Greeting', {
    inputs: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
    nodes: [{ id: 'greet', type: 'template', template: 'Hello {{ input.name }}' }],
    outputs: { text: '{{ nodes.greet.output.text }}' },
  });
  await page.goto('/settings/tokens');
  await page
    .getByRole('button', { name: /(create|new|make).*token/i })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Name/).fill('from a story');
  await dialog.getByRole('button', { name: /create|make/i }).click();
  const token = await page.getByText(/^mr_[\w-]{40,}/).textContent();
  await expectAccessible(page);

  await page.goto(`/flows/${id}`);
  await page.getByRole('button', { name: 'Publish r1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByText('Live r1')).toBeVisible();

  const run = await callApi<{ runId: string; status: string; outputs: { text: string } }>(
    product,
    (token ?? '').trim(),
    'POST',
    '/api/runs/trigger',
    {
      flowId: id,
      inputs: { name: 'Ada' },
      mode: 'wait',
    },
  );
  expect(run).toMatchObject({ status: 'SUCCEEDED', outputs: { text: 'Hello Ada' } });
  await page.goto('/runs');
  await expect(page.getByRole('link', { name: /Greeting/ }).first()).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/runs/${run.runId}`);
  await expect(page.getByTestId('node-greet')).toHaveAttribute('data-status', 'SUCCEEDED');
  await expect(page.getByText('r1', { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
});
