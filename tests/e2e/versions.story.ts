import type { Page } from '@playwright/test';
import { callApi } from '../support/product';
import { createFlow } from './support/flows';
import { expect, expectAccessible, story } from './support/story';

const greeting = (word: string) => ({
  inputs: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
  nodes: [{ id: 'greet', type: 'template', template: `${word} {{ input.name }}` }],
  outputs: { text: '{{ nodes.greet.output.text }}' },
});

async function publishWith(page: Page, button: string, comment: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/What changed/).fill(comment);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(dialog).toBeHidden();
}

// r1 ──▶ change ──▶ r2 with a comment ──▶ diff ──▶ roll back to r1 ──▶ restore r1: each run keeps the revision it walked
story('an owner publishes a change, reads what it is, rolls back, and takes the old draft up again', async ({ page, product }) => {
  const id = await createFlow(product, 'Letters', greeting('Hello'));
  const run = () =>
    callApi<{ runId: string; outputs: { text: string } }>(product, product.token, 'POST', '/api/runs/trigger', {
      ...{ flowId: id, inputs: { name: 'Ada' }, mode: 'wait' },
    });
  await page.goto(`/flows/${id}`);
  await publishWith(page, 'Publish r1', 'The first words');
  await expect(page.getByRole('button', { name: 'Published' })).toBeDisabled();
  await page.getByTestId('node-greet').click();
  await page.getByRole('complementary', { name: 'Settings' }).getByRole('textbox', { name: 'Text' }).fill('Hi {{ input.name }}');
  await publishWith(page, 'Publish 1 change', 'Shorter');
  const newer = await run();
  expect(newer.outputs.text).toBe('Hi Ada');

  await page.getByRole('link', { name: 'Live r2' }).click();
  const pane = page.getByRole('region', { name: 'Comparison' });
  await expect(page.getByText('Shorter')).toBeVisible();
  await expect(pane.getByText('1 node changed')).toBeVisible();
  await expect(pane.getByRole('deletion')).toContainText('Hello {{ input.name }}');
  await expect(pane.getByRole('insertion')).toContainText('Hi {{ input.name }}');
  await expectAccessible(page);
  await pane.getByRole('tab', { name: 'Drawing' }).click();
  await expect(pane.getByTestId('node-greet')).toContainText('Changed');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Roll back to r1' }).click();
  await expect(page.getByRole('dialog')).toContainText('The first words');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Make revision 1 live' }).click();
  await expect(page.getByRole('status').getByText('Revision 1 is live.')).toBeVisible();
  const older = await run();
  expect(older.outputs.text).toBe('Hello Ada');

  await page.getByRole('button', { name: 'Actions for revision 1' }).click();
  await page.getByRole('menuitem', { name: 'Restore to the draft' }).click();
  await expect(page.getByText('Revision 1 is the draft now.')).toBeVisible();
  await page.getByRole('button', { name: 'Put it back' }).click();
  await expect(page.getByText('The other draft is back.')).toBeVisible();
  await page.goto(`/flows/${id}`);
  await expect(page.getByTestId('node-greet')).toContainText('Hi {{ input.name }}');

  for (const [{ runId }, revNo] of [
    [newer, 2],
    [older, 1],
  ] as const) {
    expect(await callApi(product, product.token, 'GET', `/api/runs/${runId}`)).toMatchObject({ revNo });
  }
});

// Two people: one decides over r2 while the other publishes r3
story('whoever decides over what is no longer live is told so, and nothing happens', async ({ page, product }) => {
  const id = await createFlow(product, 'Two people', greeting('Hello'));
  const publish = async (word: string) => {
    const dsl = { dsl: 1, name: 'Two people', ...greeting(word) };
    await callApi(product, product.token, 'PUT', `/api/flows/${id}`, { dsl });
    await callApi(product, product.token, 'POST', `/api/flows/${id}/publish`, {});
  };
  for (const word of ['Hello', 'Hi']) await publish(word);
  await page.goto(`/flows/${id}/versions`);
  await page.getByRole('button', { name: 'Roll back to r1' }).click();
  // The screen must not learn of the third revision before the press.
  await page.route('**/api/flows/**', (route) => (route.request().method() === 'GET' ? route.abort() : route.continue()));
  await publish('Hey');
  await page.getByRole('button', { name: 'Make revision 1 live' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('revision 3 is live now');
  await page.unroute('**/api/flows/**');
  expect(await callApi(product, product.token, 'GET', `/api/flows/${id}`)).toMatchObject({ liveRev: 3 });
});

// ? on one screen, then the sheet's own words on another
story('a person finds the shortcuts of every screen under ?, and they do what the sheet says', async ({ page, product }) => {
  const id = await createFlow(product, 'Keys', greeting('Hello'));
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await page.goto('/runs');
  await expect(page.getByRole('heading', { name: 'Runs', level: 1 })).toBeVisible();
  await page.keyboard.press('Shift+?');
  await expect(sheet.getByText('Go to the flows')).toBeVisible();
  await expect(sheet.getByText('Undo')).toBeHidden();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await expect(page).toHaveURL(/\/flows$/);
  await page.getByRole('searchbox').or(page.getByRole('textbox')).first().press('Shift+?');
  await expect(sheet).toBeHidden();
  await page.goto(`/flows/${id}`);
  await expect(page.getByTestId('node-greet')).toBeVisible();
  await page.keyboard.press('Shift+?');
  await expect(sheet.getByText('Undo')).toBeVisible();
  await expectAccessible(page);
});
