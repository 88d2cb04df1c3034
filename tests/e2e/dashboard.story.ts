import { callApi } from '../support/product';
import { createFlow } from './support/flows';
import { expect, expectAccessible, story } from './support/story';

// A flow that calls a model runs ──▶ the dashboard counts it by itself ──▶ chart, table and file agree ──▶ its runs are one press away
story('an operator sees a run counted by itself, as chart, table and file, and goes to it', async ({ page, product }) => {
  const name = `Counted ${Date.now()}`;
  const id = await createFlow(product, name, {
    nodes: [{ id: 'ask', type: 'llm_completion', provider: 'demo', prompt: 'Say hello.' }],
    edges: [],
    outputs: { text: '{{ nodes.ask.output.text }}' },
  });
  const run = () =>
    callApi(product, product.token, 'POST', '/api/runs/trigger', {
      flowId: id,
      inputs: {},
      revision: 'draft',
      mode: 'wait',
      triggerType: 'manual',
    });
  await run();
  await page.goto(`/dashboard?range=24h&by=flow&flow=${id}`);
  const chart = page.getByRole('region', { name: 'Runs by outcome' });
  await expect(chart.locator('.recharts-bar-rectangle path').first()).toBeVisible();
  await expectAccessible(page);

  const row = page.getByRole('row', { name: new RegExp(name) });
  await expect(row.getByRole('cell').first()).toHaveText('1');
  await run();
  await expect(row.getByRole('cell').first()).toHaveText('2', { timeout: 30_000 });

  const pressed = chart.getByRole('button', { name: 'Runs by outcome as a table' });
  await pressed.press('Enter');
  await expect(chart.getByRole('row')).toHaveCount(25);
  await expectAccessible(page);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    chart.getByRole('link', { name: 'Runs by outcome as a CSV file' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^millrace-runs-.*\.csv$/);

  await chart.getByRole('link', { name: '2' }).first().click();
  await expect(page).toHaveURL(new RegExp(`/runs\\?flow=${id}&status=SUCCEEDED&from=`));
});

story('a newcomer is told what to do while there is nothing to count in a range', async ({ page }) => {
  await page.goto('/dashboard?from=2020-01-01&to=2020-01-02');
  await expect(page.getByRole('heading', { name: /Nothing (in this range|to count yet)/ })).toBeVisible();
  await expectAccessible(page);
});
