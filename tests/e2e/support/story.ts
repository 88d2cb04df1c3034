import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test as base, expect, type Page } from '@playwright/test';
import { PRODUCT_FILE, SESSION_FILE } from './start-product';

interface RunningProduct {
  url: string;
  dataDir: string;
  databaseUrl: string;
  environment: Record<string, string>;
  token: string;
}

/** A story: a signed-in owner in front of the running product. */
export const story = base.extend<{ product: RunningProduct }>({
  // Playwright asks for a pattern here, even an empty one.
  // biome-ignore lint/correctness/noEmptyPattern: the fixture depends on no other
  product: async ({}, use) => {
    await use(JSON.parse(readFileSync(PRODUCT_FILE, 'utf8')));
  },
  baseURL: async ({ product }, use) => {
    await use(product.url);
  },
  // biome-ignore lint/correctness/noEmptyPattern: the fixture depends on no other
  storageState: async ({}, use) => {
    await use(SESSION_FILE);
  },
});

export { expect };

/** A fresh link, as `npm run link` prints it with these arguments. */
export function newLink(product: RunningProduct, ...args: string[]): string {
  const env = { ...process.env, ...product.environment, PORT: new URL(product.url).port };
  return execFileSync(process.execPath, ['dist/link.mjs', ...args], { env, encoding: 'utf8' }).trim();
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Holds the page to WCAG 2.2 AA by axe; the failure names rule and element. */
export async function expectAccessible(page: Page): Promise<void> {
  // The page's own policy forbids injected scripts: axe is evaluated by the browser's debugger instead.
  await page.evaluate(readFileSync(AXE, 'utf8'));
  const violations = await page.evaluate(async () => {
    // axe was put on the window by the line above.
    const axe = (
      window as unknown as {
        axe: { run: (context: object, options: object) => Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> };
      }
    ).axe;
    const result = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
    return result.violations.map(
      (violation) =>
        `${violation.id}: ${violation.nodes
          .map((node) => node.target.join(' '))
          .slice(0, 3)
          .join(', ')}`,
    );
  });
  expect(violations).toEqual([]);
}
