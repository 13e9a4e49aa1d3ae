import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './cast';
import { unzip } from './zip';

/** Somebody new who lives somewhere: a copy may be asked for once an hour. */
async function arrive(page: Page): Promise<string> {
  const email = `data-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.org`;
  const data = { email, password: 'forty-micron-summer', name: 'Carla Copy' };
  const { access, refresh } = await (await page.request.post('/api/register/', { data })).json();
  const home = { name: 'Carla Copy', street: 'Kopierweg 7', postal_code: '10969', city: 'Berlin', country: 'DE' };
  const added = await page.request.post('/api/me/addresses/', { data: home, headers: { Authorization: `Bearer ${access}` } });
  expect(added.ok()).toBe(true);
  await page.goto('/');
  await page.evaluate((token) => localStorage.setItem('strato-refresh', token), refresh);
  return email;
}

test('my data: ask for a copy, see it become ready, find myself in it', async ({ as, seemsAccessible }) => {
  const page = await as('guest');
  const email = await arrive(page);
  await page.goto('/settings/data');
  const section = page.getByRole('region', { name: 'Export your data' });
  await expect(section.getByText('You have not asked for a copy yet.')).toBeVisible();
  await section.getByRole('button', { name: 'Make a copy' }).click();
  const take = section.getByRole('button', { name: /^Download the copy of/ });
  await expect(take).toBeVisible({ timeout: 30_000 }); // without loading the page again
  await seemsAccessible(page);

  const [download] = await Promise.all([page.waitForEvent('download'), take.click()]);
  expect(download.suggestedFilename()).toMatch(/^strato-\d{4}-\d\d-\d\d\.zip$/);
  const files = unzip(await readFile(await download.path()));
  const read = (path: string) => JSON.parse(files.get(path)?.toString() ?? 'null');
  expect(read('account/profile.json')).toMatchObject({ email, name: 'Carla Copy' });
  expect(read('account/addresses.json')).toMatchObject([{ street: 'Kopierweg 7', city: 'Berlin' }]);
  expect(read('orders/orders.json')).toEqual([]);
  expect(files.get('README.txt')?.toString()).toContain('Your data at Strato');

  await section.getByRole('button', { name: 'Make a copy' }).click();
  await expect(page.getByText('You asked for a copy less than an hour ago.')).toBeVisible();
  await page.goto('/notifications');
  await expect(page.getByText('The copy of your data is ready').first()).toBeVisible();
});
