import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { callApi } from '../support/product';
import { createFlow } from './support/flows';
import { expect, expectAccessible, story } from './support/story';

const GREETING = {
  inputs: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
  nodes: [{ id: 'greet', type: 'template', template: 'Hello {{ input.name }}' }],
  outputs: { text: '{{ nodes.greet.output.text }}' },
};

async function download(page: Page, item: string): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: item }).click()]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

// Flows ──▶ Export as YAML ──▶ Import: drop the file ──▶ report ──▶ a second flow that means the same
story('a designer exports a flow and imports the file again as a flow of its own', async ({ page, product }) => {
  const id = await createFlow(product, 'Carried greeting', GREETING);
  await page.goto('/flows');
  await page.getByRole('button', { name: 'Actions for Carried greeting' }).click();
  const file = await download(page, 'Export as YAML');
  expect(file.name).toBe('carried-greeting.yaml');
  expect(file.text).toContain('Hello {{ input.name }}');

  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a flow' });
  await expectAccessible(page);
  await page.locator('input[type=file]').setInputFiles({ name: file.name, mimeType: 'text/yaml', buffer: Buffer.from(file.text) });
  await dialog.getByRole('button', { name: 'Check the document' }).click();
  const report = page.getByRole('dialog', { name: 'Before it is imported' });
  await expect(report.getByText('Everything it needs is here.')).toBeVisible();
  await report.getByLabel('Name').fill('Carried again');
  await expectAccessible(page);
  await report.getByRole('button', { name: 'Import flow' }).click();
  await expect(page).toHaveURL(/\/flows\/[0-9A-Z]{26}$/);
  const copy = page.url().split('/').at(-1);
  expect(copy).not.toBe(id);
  const { dsl } = await callApi<{ dsl: { name: string; nodes: unknown } }>(product, product.token, 'GET', `/api/flows/${copy}`);
  expect(dsl).toMatchObject({ name: 'Carried again', nodes: GREETING.nodes });
});

// Import ──▶ report names what is missing ──▶ update of a flow ──▶ Undo puts the draft back
story('a designer sees what an import lacks before it replaces a draft, and takes it back', async ({ page, product }) => {
  const id = await createFlow(product, 'To be replaced', GREETING);
  const needy = {
    ...{ dsl: 1, name: 'Needy newcomer', edges: [], triggers: [{ id: 'hook', type: 'webhook', path: 'needy', auth: 'none' }] },
    nodes: [
      { id: 'ask', type: 'llm_completion', provider: 'anthropic', model: 'claude-9', prompt: 'Hello', credential: 'work key' },
      { id: 'odd', type: 'crystal_ball' },
      { id: 'bad', type: 'template', template: '{{ 1 + }}' },
    ],
  };
  await page.goto('/flows');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByLabel('Document').fill(JSON.stringify(needy));
  await page.getByRole('button', { name: 'Check the document' }).click();
  const report = page.getByRole('dialog', { name: 'Before it is imported' });
  for (const said of [
    /no node type "crystal_ball"/,
    /no key for the provider anthropic/,
    /no model "claude-9"/,
    /trigger hook stays off/,
  ]) {
    await expect(report.getByText(said)).toBeVisible();
  }
  await expect(report.getByLabel('work key')).toBeVisible();
  await report.getByLabel('Import as').selectOption({ label: 'An update of "To be replaced"' });
  await expect(report.getByText('3 nodes more')).toBeVisible();
  await expectAccessible(page);
  const before = await callApi<{ draftHash: string }>(product, product.token, 'GET', `/api/flows/${id}`);
  await report.getByRole('button', { name: 'Replace the draft' }).click();
  await expect(page.getByRole('link', { name: 'Needy newcomer' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByRole('link', { name: 'To be replaced' })).toBeVisible();
  expect(await callApi(product, product.token, 'GET', `/api/flows/${id}`)).toMatchObject({ draftHash: before.draftHash, currentRev: 0 });
});

// Editor ──▶ ⋯ Import over the draft ──▶ Ctrl+Z ──▶ as it was
story('a designer imports into the open draft and undoes it like any edit', async ({ page, product }) => {
  const id = await createFlow(product, 'Open draft', GREETING);
  await page.goto(`/flows/${id}`);
  await page.getByRole('button', { name: 'More for this flow' }).click();
  const file = await download(page, 'Export as JSON');
  const changed = { ...JSON.parse(file.text), nodes: [...GREETING.nodes, { id: 'more', type: 'template', template: 'more' }] };
  await page.getByRole('button', { name: 'More for this flow' }).click();
  await page.getByRole('menuitem', { name: 'Import…' }).click();
  await page.getByLabel('Document').fill(JSON.stringify(changed));
  await page.getByRole('button', { name: 'Check the document' }).click();
  const report = page.getByRole('dialog', { name: 'Before it is imported' });
  await expect(report.getByText('1 node more: more')).toBeVisible();
  await report.getByRole('button', { name: 'Replace the draft' }).click();
  await expect(page.locator('.react-flow__node')).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(page.locator('.react-flow__node')).toHaveCount(1);
});
