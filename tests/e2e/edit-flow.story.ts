import type { Page } from '@playwright/test';
import { createFlow } from './support/flows';
import { expect, expectAccessible, story } from './support/story';

// (empty) ──▶ Template added from the palette, renamed, undone, redone ──▶ reload: still there
story('a designer adds a node, undoes and redoes it, and finds everything after a reload', async ({ page, product }) => {
  const id = await createFlow(product, 'From scratch', { nodes: [] });
  await page.goto(`/flows/${id}`);
  await page.getByRole('complementary', { name: 'Nodes' }).getByRole('button', { name: 'Template' }).click();
  const node = page.getByTestId('node-template');
  await expect(node).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(node).toBeHidden();
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(node).toBeVisible();

  await node.click();
  const inspector = page.getByRole('complementary', { name: 'Settings' });
  const saved = savedWith(page, 'Hello world');
  await inspector.getByRole('textbox', { name: 'Text' }).fill('Hello world');
  await saved;
  await page.reload();
  await expect(page.getByTestId('node-template')).toContainText('Hello world');
  await expectAccessible(page);
});

// a ──▶ b, b refers to a node that is not there
story('a broken reference blocks Run, names the node, and its fix brings Run back', async ({ page, product }) => {
  const id = await createFlow(product, 'Broken', {
    nodes: [
      { id: 'greet', type: 'template', template: 'Hello' },
      { id: 'shout', type: 'template', template: '{{ nodes.gret.output.text }}!' },
    ],
    edges: [{ from: 'greet', to: 'shout' }],
    outputs: { text: '{{ nodes.shout.output.text }}' },
  });
  await page.goto(`/flows/${id}`);
  await expect(page.getByText('1 error')).toBeVisible();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText('This draft cannot run yet')).toBeVisible();
  await page.getByRole('button', { name: 'Show the problems' }).click();
  await page.getByRole('button', { name: 'Fix' }).first().click();
  await expect(page.getByText('1 error')).toBeHidden();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByTestId('node-shout')).toHaveAttribute('data-status', 'SUCCEEDED');
});

// The same draft in two tabs
story('a second tab never overwrites silently: it is told, and chooses', async ({ page, context, product }) => {
  const id = await createFlow(product, 'Two tabs', { nodes: [{ id: 'a', type: 'template', template: 'one' }] });
  const other = await context.newPage();
  await page.goto(`/flows/${id}`);
  await other.goto(`/flows/${id}`);
  for (const [tab, text] of [
    [page, 'from the first tab'],
    [other, 'from the second tab'],
  ] as const) {
    const saved = tab === page ? savedWith(tab, text) : null;
    await tab.getByTestId('node-a').click();
    await tab.getByRole('complementary', { name: 'Settings' }).getByRole('textbox', { name: 'Text' }).fill(text);
    await tab.keyboard.press('Tab');
    await saved;
  }
  await expect(other.getByText('The draft was changed elsewhere').first()).toBeVisible();
  await other.getByRole('button', { name: 'Keep mine' }).click();
  await expect(other.getByText(/· saved/)).toBeVisible();
  await page.reload();
  await expect(page.getByTestId('node-a')).toContainText('from the second tab');
});

/** The draft was stored with this text in it: the state chip alone may still speak of the change before. */
function savedWith(page: Page, text: string): Promise<unknown> {
  return page.waitForResponse(
    (response) => response.ok() && response.request().method() === 'PUT' && (response.request().postData() ?? '').includes(text),
  );
}
