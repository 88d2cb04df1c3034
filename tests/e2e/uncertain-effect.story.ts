import { startSink } from '../fakes/sink';
import { callApi } from '../support/product';
import { createFlow } from './support/flows';
import { expect, story } from './support/story';

// charge (POST, the answer is lost) ──▶ after        the run waits for a person, who says that it happened
story('an operator finds a run that waits for an answer nobody got, and resolves it', async ({ page, product }) => {
  const sink = await startSink({ port: Number(process.env.STORY_SINK_PORT) });
  try {
    const id = await createFlow(product, 'Charge', {
      nodes: [
        { id: 'charge', type: 'http_request', method: 'POST', url: `${sink.url}/drop`, body: { amount: 12 } },
        { id: 'after', type: 'template', template: 'charged' },
      ],
      edges: [{ from: 'charge', to: 'after' }],
      outputs: { text: '{{ nodes.after.output.text }}' },
    });
    const { runId } = await callApi<{ runId: string }>(product, product.token, 'POST', '/api/runs/trigger', {
      flowId: id,
      revision: 'draft',
    });
    await page.goto(`/runs/${runId}`);
    await expect(page.getByText('Waiting').first()).toBeVisible();
    await page
      .getByRole('button', { name: /it happened/i })
      .first()
      .click();
    const confirm = page.getByRole('dialog').getByRole('button', { name: /happened|confirm|yes/i });
    if (await confirm.isVisible().catch(() => false)) await confirm.click();
    await expect(page.getByText('Succeeded').first()).toBeVisible();
    expect(sink.calls.filter((call) => call.path === '/drop')).toHaveLength(1);
  } finally {
    await sink.close();
  }
});
