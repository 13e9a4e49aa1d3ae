import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from './scripts/browser.mjs';

/** `make e2e` starts the product and names it; otherwise one with demo data that runs already. */
const baseURL = process.env.BASE_URL ?? 'http://localhost:8000';

export default defineConfig({
  testDir: 'e2e',
  timeout: 45_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  retries: process.env.CI ? 1 : 0,
  workers: 1, // the journeys share one small server
  reporter: [['list']],
  use: { baseURL, locale: 'en-US', trace: 'retain-on-failure', serviceWorkers: 'block', launchOptions },
  projects: [
    { name: 'desktop', use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } } },
    { name: 'phone', use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } }, testMatch: /shell\.spec\.ts/ },
  ],
});
