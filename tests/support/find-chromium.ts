import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A Chromium of this machine, or the one Playwright installed; null when there is none. */
export function findChromium(): string | null {
  const found = PLACES.find((place) => place && existsSync(place));
  if (found) return found;
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}
