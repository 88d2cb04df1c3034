import type { Browser, Page } from '@playwright/test';
import { SESSION_FILE } from './support/start-product';
import { expect, expectAccessible, newLink, story } from './support/story';

const EMAIL = 'owner@example.com';
const PASSWORD = 'a quiet river at noon';
const OTHER = 'three boats on the water';

/** A browser of its own, signed out. */
async function strange(browser: Browser, url: string, locale = 'en-US'): Promise<Page> {
  const context = await browser.newContext({ locale, baseURL: url, storageState: { cookies: [], origins: [] } });
  return context.newPage();
}

async function signIn(page: Page, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(EMAIL);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

story.describe.configure({ mode: 'serial' });

// What follows ends every session, also the one other stories begin with.
story.afterAll(async ({ browser, product }) => {
  const page = await strange(browser, product.url);
  await page.goto(newLink(product));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/flows/);
  await page.context().storageState({ path: SESSION_FILE });
  await page.context().close();
});

story('an owner without a password sets one, and stays signed in', async ({ page }) => {
  await page.goto('/settings/account');
  await expect(page.getByText('Save an e-mail address first')).toBeVisible();
  await page.getByLabel('E-mail address').fill(EMAIL);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByLabel(/^New password/).fill('password1234');
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByText('among the first that others try')).toBeVisible();
  await page.getByLabel(/^New password/).fill(PASSWORD);
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByText('Your password was changed.')).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Change password' })).toBeVisible();
});

story('a wrong password is refused in words, the right one opens', async ({ browser, product }) => {
  const page = await strange(browser, product.url);
  await page.goto('/flows');
  await expect(page).toHaveURL(/\/sign-in/);
  await expectAccessible(page);
  await signIn(page, 'not this one at all');
  await expect(page.getByRole('alert').filter({ hasText: 'address or the password is not right' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Flows' })).toBeVisible();
  await page.context().close();
});

story('signing out everywhere ends the other browser too', async ({ browser, product }) => {
  const here = await strange(browser, product.url);
  const there = await strange(browser, product.url);
  for (const page of [here, there]) {
    await signIn(page, PASSWORD);
    await expect(page.getByRole('heading', { level: 1, name: 'Flows' })).toBeVisible();
  }
  await here.goto('/settings/account');
  await here.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expectAccessible(here);
  await here.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(here.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  // Another process, or another tab, notices within five seconds.
  await expect.poll(async () => (await there.request.get('/api/me')).status()).toBe(401);
  await there.goto('/flows');
  await expect(there).toHaveURL(/\/sign-in\?expired/);
  await expect(there.getByText('Your session has ended')).toBeVisible();
  await Promise.all([here.context().close(), there.context().close()]);
});

story('a setup link sets address and password once, in Chinese as well', async ({ browser, product }) => {
  const link = newLink(product, '--setup');
  const page = await strange(browser, product.url, 'zh-CN');
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1, name: '设置您的账户' })).toBeVisible();
  await page.getByRole('button', { name: '完成设置并登录' }).click();
  await expect(page.getByText('请填写您希望的称呼。')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(/^您的姓名/).fill('Ada');
  await page.getByLabel(/^电子邮件地址/).fill(EMAIL);
  await page.getByLabel(/^密码/).fill(OTHER);
  await page.getByRole('button', { name: '完成设置并登录' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '流程' })).toBeVisible();
  await page.goto('/settings/account');
  await expect(page.getByRole('button', { name: '更改密码' })).toBeVisible();
  await expectAccessible(page);
  await page.context().close();

  const again = await strange(browser, product.url);
  await again.goto(link);
  await again.getByLabel(/^Your name/).fill('Mallory');
  await again.getByLabel(/^E-mail address/).fill('mallory@example.com');
  await again.getByLabel(/^Password/).fill(OTHER);
  await again.getByRole('button', { name: 'Set up and sign in' }).click();
  await expect(again.getByText('A setup link works once and for an hour')).toBeVisible();
  await expectAccessible(again);
  await again.context().close();
});

story('guessing is slowed: after a burst the page says how long to wait', async ({ browser, product }) => {
  const page = await strange(browser, product.url);
  await page.goto('/sign-in');
  const csrfToken = (await (await page.request.get('/api/auth/csrf')).json()).csrfToken;
  const guess = () =>
    page.request.post('/api/auth/callback/password', { form: { csrfToken, json: 'true', email: 'victim@example.com', password: 'guess' } });
  const flood = () => Promise.all(Array.from({ length: 14 }, guess));
  const refused = (await flood()).find((answer) => answer.status() === 429);
  expect(await refused?.json()).toMatchObject({ code: 42902, data: { reason: 'too_many_attempts' } });
  expect(Number(refused?.headers()['retry-after'])).toBeGreaterThan(0);
  await page.getByLabel('E-mail address').fill('victim@example.com');
  await page.getByLabel('Password', { exact: true }).fill('guess');
  // One failure is forgotten every five seconds, and a busy machine takes as long to answer.
  await expect(async () => {
    await flood();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('alert').filter({ hasText: /Try again in \d+ second/ })).toBeVisible({ timeout: 5000 });
  }).toPass({ timeout: 60_000 });
  await page.context().close();
});
