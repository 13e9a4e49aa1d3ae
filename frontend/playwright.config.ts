import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from './scripts/browser.mjs';

const baseURL = process.env.BASE_URL;
if (!baseURL) throw new Error('BASE_URL is missing: run `make e2e`, which starts the product, or name one that runs with demo data.');

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
    { name: 'phone', use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } }, testMatch: /(a11y|shell)\.spec\.ts/ },
  ],
});
