import type { Page } from '@playwright/test';
import { createFlow } from './support/flows';
import { expect, expectAccessible, story } from './support/story';

// greet ──▶ code, added from the palette and written by hand
story(
  'a designer adds a code node, writes JavaScript, runs it, reads the console, and is shown the line of a mistake',
  async ({ page, product }) => {
    const id = await createFlow(product, 'With code', {
      nodes: [{ id: 'greet', type: 'template', template: 'Hello' }],
      layout: { nodes: { greet: { x: 0, y: 0 } }, notes: [], groups: [] },
    });
    await page.goto(`/flows/${id}`);
    await page.getByTestId('node-greet').click();
    await page.getByRole('complementary', { name: 'Nodes' }).getByRole('button', { name: 'Code' }).click();
    await page.getByTestId('node-code').click();
    const editor = page.getByRole('complementary', { name: 'Settings' }).getByRole('textbox', { name: 'JavaScript' });
    await write(page, editor, 'console.log("reading");\nreturn { text: nodes.greet.output.text + "!" };');
    await expectAccessible(page);
    await run(page);
    await expect(page.getByTestId('node-code')).toHaveAttribute('data-status', 'SUCCEEDED');
    await expect(page.getByText('Hello!').first()).toBeVisible();

    await write(page, editor, 'const a = 1;\nreturn nodes.greet.output.missing.text;');
    await run(page);
    await expect(page.getByTestId('node-code')).toHaveAttribute('data-status', 'FAILED');
    await expect(page.getByText(/Line 2: the code threw TypeError/).first()).toBeVisible();
    await page.getByTestId('node-code').click();
    await expect(page.locator('.cm-lintRange-error')).toHaveText('return nodes.greet.output.missing.text;');

    await editor.click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await expect(editor).not.toBeFocused();
  },
);

async function write(page: Page, editor: ReturnType<Page['getByRole']>, text: string): Promise<void> {
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  const saved = page.waitForResponse(
    (response) =>
      response.ok() &&
      response.request().method() === 'PUT' &&
      (response.request().postData() ?? '').includes(text.slice(-20).replaceAll('"', '\\"')),
  );
  await page.keyboard.insertText(text);
  await saved;
}

async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const dialog = page.getByRole('dialog');
  if (await dialog.isVisible().catch(() => false)) await dialog.getByRole('button', { name: 'Run', exact: true }).click();
}
