import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { freePort } from '../../../workers/supervise/free-port';
import { findChromium } from '../../support/find-chromium';
import { startProduct } from '../../support/product';

/** Where the stories find the running product, and the session they begin with. */
export const PRODUCT_FILE = join('test-results', 'product.json');
export const SESSION_FILE = join('test-results', 'session.json');

/** Starts the whole product for the stories, signs the owner in by the printed link, and keeps the session. */
export default async function setup(): Promise<() => Promise<void>> {
  mkdirSync('test-results', { recursive: true });
  const dataDir = mkdtempSync(join(tmpdir(), 'millrace-e2e-'));
  const sinkPort = String(await freePort());
  process.env.STORY_SINK_PORT = sinkPort;
  // The stories' own sink is the one address inside this machine that flows may call.
  const product = await startProduct(dataDir, { MILLRACE_EGRESS_ALLOW: `127.0.0.1:${sinkPort}` });
  const token = await product.createToken();
  writeFileSync(
    PRODUCT_FILE,
    JSON.stringify({ url: product.url, dataDir, databaseUrl: product.databaseUrl, environment: product.environment, token }),
  );
  await signIn(product.link);
  return async () => {
    await product.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

async function signIn(link: string): Promise<void> {
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const page = await browser.newPage();
  await page.goto(link);
  const button = page.getByRole('button', { name: /sign in|continue/i });
  if (await button.isVisible().catch(() => false)) await button.click();
  await page.waitForURL(/\/flows/);
  await page.context().storageState({ path: SESSION_FILE });
  await browser.close();
}
