import { readFileSync } from 'node:fs';
import { callApi } from '../support/product';
import { createFlow } from './support/flows';
import { expect, expectAccessible, story } from './support/story';

const NAMES = Array.from({ length: 6 }, (_, n) => `customer-${n}`);

// Six runs wait, one ended ──▶ filter ──▶ save it ──▶ choose with shift, then all ──▶ cancel ──▶ export
story(
  'an operator finds the runs that hang, keeps the filter, cancels them together and takes the list along',
  async ({ page, product }) => {
    const call = <T>(method: string, path: string, body?: unknown) => callApi<T>(product, product.token, method, path, body);
    const inputs = { type: 'object', properties: { who: { type: 'string' } }, required: ['who'] };
    // Nobody listens there: each call waits for its next try, which is far off.
    const url = `http://127.0.0.1:${process.env.STORY_SINK_PORT}/`;
    const hangs = await createFlow(product, 'Sync orders', {
      inputs,
      nodes: [
        { id: 'call', type: 'http_request', method: 'GET', url, retry: { max: 5, backoff: 'fixed', initial_ms: 600_000, jitter: false } },
      ],
      outputs: {},
      labels: { who: '{{ input.who }}' },
    });
    const quick = await createFlow(product, 'Greeting', {
      inputs,
      nodes: [{ id: 'greet', type: 'template', template: 'Hello {{ input.who }}' }],
      outputs: {},
    });
    await call('POST', `/api/flows/${hangs}/publish`, {});
    await call('POST', '/api/runs/trigger', { flowId: quick, revision: 'draft', inputs: { who: 'x' }, mode: 'wait' });
    for (const who of NAMES) await call('POST', '/api/runs/trigger', { flowId: hangs, inputs: { who } });

    await page.goto('/runs');
    await expect(page.getByRole('row').filter({ hasText: 'Sync orders' })).toHaveCount(6);
    await expect(page.getByRole('row').filter({ hasText: 'Sync orders' }).filter({ hasText: 'Waiting' })).toHaveCount(6);
    await expect(page.getByRole('row').filter({ hasText: 'Sync orders' }).first()).toContainText('r1');
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Status', exact: true }).click();
    await page.getByRole('dialog', { name: 'Status' }).getByLabel('Waiting').check();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Flow', exact: true }).click();
    await page.getByRole('dialog', { name: 'Flow' }).getByRole('button', { name: 'Sync orders' }).click();
    await expect(page).toHaveURL(new RegExp(`flow=${hangs}&status=WAITING`));
    await page.getByRole('button', { name: 'Label', exact: true }).click();
    const label = page.getByRole('dialog', { name: 'Label' });
    await label.getByLabel('Label').fill('nonsense');
    await label.getByRole('button', { name: 'Add' }).click();
    await expect(label.getByText(/key=value; each key once/)).toBeVisible();
    await label.getByLabel('Label').fill('who=customer-3');
    await label.getByRole('button', { name: 'Add' }).click();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('row').filter({ hasText: 'who=customer-3' })).toHaveCount(1);
    await expect(page.getByText('1–1 of 1')).toBeVisible();
    await page.getByRole('button', { name: 'Take out Label' }).click();
    await expect(page.getByText('1–6 of 6')).toBeVisible();

    await page.getByRole('button', { name: 'Saved filters' }).click();
    await page.getByRole('menuitem', { name: 'Save these filters…' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Hanging syncs');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved as "Hanging syncs".')).toBeVisible();
    await page.getByRole('button', { name: 'Clear all' }).click();
    await expect(page.getByRole('row').filter({ hasText: 'Greeting' }).first()).toBeVisible();
    await page.getByRole('button', { name: 'Saved filters' }).click();
    await page.getByRole('menuitemradio', { name: 'Hanging syncs' }).click();
    await expect(page.getByText('1–6 of 6')).toBeVisible();

    const boxes = page.getByRole('checkbox', { name: /^Select the run/ });
    await boxes.nth(1).check();
    await boxes.nth(3).click({ modifiers: ['Shift'] });
    await expect(page.getByText('3 runs selected')).toBeVisible();
    await page.getByRole('button', { name: 'Select all that match (6)' }).click();
    await expect(page.getByText('All that match (6) selected')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Cancel runs' }).click();
    const confirm = page.getByRole('dialog', { name: 'Cancel 6 runs?' });
    await expect(confirm).toContainText('6 of the 6 selected still go on');
    await expectAccessible(page);
    await confirm.getByRole('button', { name: 'Cancel 6 runs' }).click();
    await expect(page.getByText('6 runs are being cancelled.')).toBeVisible();
    await expect(page.getByText('No run matches')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await expect(page.getByRole('row').filter({ hasText: 'Sync orders' }).filter({ hasText: 'Cancelled' })).toHaveCount(6);

    await page.goto(`/runs?flow=${hangs}&status=CANCELLED`);
    await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /^CSV/ }).click()]);
    expect(download.suggestedFilename()).toMatch(/^runs-.*\.csv$/);
    const lines = readFileSync(await download.path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    expect(lines).toHaveLength(7);
    expect(lines[1]).toContain(`,${hangs},Sync orders,1,CANCELLED,api,`);

    await page.goto('/runs?cost_min=much');
    await expect(page.getByRole('main').getByRole('alert')).toContainText('cost_min=much');
    await page.getByRole('button', { name: 'Take it out' }).click();
    await expect(page).toHaveURL(/\/runs$/);

    await page.getByRole('button', { name: 'Saved filters' }).click();
    await page.getByRole('menuitem', { name: 'Rename or delete…' }).click();
    const manage = page.getByRole('dialog', { name: 'Rename or delete…' });
    await manage.getByLabel('Name').fill('Old syncs');
    await manage.getByRole('button', { name: 'Rename' }).click();
    await expect(manage.getByRole('button', { name: 'Delete Old syncs' })).toBeVisible();
    await manage.getByRole('button', { name: 'Delete Old syncs' }).click();
    await expect(manage.getByText('No saved filters yet')).toBeVisible();
  },
);
