import type { Page } from '@playwright/test';
import { expect, expectAccessible, story } from './support/story';

const root = (page: Page) => page.locator('html');
const userMenu = (page: Page) => page.getByRole('button', { name: /^(You and this workspace|您与此工作区)$/ });

// Menu ──▶ 简体中文 ──▶ Dark ──▶ reload ──▶ both are there in the first byte ──▶ back by keyboard
story('a person switches language and theme by keyboard and finds both kept', async ({ page, context, product }) => {
  await page.goto('/flows');
  await expect(page).toHaveTitle(/^Flows/);
  await userMenu(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: 'English' })).toBeChecked();
  await page.getByRole('menuitemradio', { name: '简体中文' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '流程' })).toBeVisible();
  await expect(page).toHaveTitle(/^流程/);
  await expect(root(page)).toHaveAttribute('lang', 'zh-Hans');
  await expectAccessible(page);

  await userMenu(page).click();
  await page.getByRole('menuitemradio', { name: '深色' }).click();
  await expect(root(page)).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: '流程' })).toBeVisible();
  const html = await (await context.request.get(`${product.url}/runs`)).text();
  expect(html).toMatch(/<html lang="zh-Hans" data-theme="dark"/);
  expect(html).toContain('<title>运行');
  await userMenu(page).click();
  await expectAccessible(page);
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Flows' })).toBeVisible();
});

story('the language changes in place: what stands open stays open', async ({ page }) => {
  await page.goto('/settings/tokens');
  await page.getByRole('button', { name: 'New token' }).first().click();
  const name = page.getByRole('dialog').getByRole('textbox').first();
  await name.fill('half written');
  // As a second tab would, where the menu can be reached past no dialog.
  await page.evaluate(() => {
    [...document.querySelectorAll<HTMLElement>('[role=menuitemradio]')].find((item) => item.textContent === '简体中文')?.click();
  });
  await expect(page.getByRole('dialog').getByRole('heading')).toHaveText('新建令牌');
  await expect(name).toHaveValue('half written');
});

story('a browser that prefers Chinese meets Chinese before anything was chosen', async ({ browser, product }) => {
  const context = await browser.newContext({
    locale: 'zh-CN',
    baseURL: product.url,
    storageState: { cookies: [], origins: [] },
  });
  const page = await context.newPage();
  await page.goto('/flows');
  await expect(page.getByRole('heading', { level: 1, name: '登录' })).toBeVisible();
  await expect(root(page)).toHaveAttribute('data-theme', 'system');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await page.getByRole('button', { name: 'Light' }).click();
  await expect(root(page)).toHaveAttribute('data-theme', 'light');
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await context.close();
});
