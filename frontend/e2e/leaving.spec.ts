import type { Page } from '@playwright/test';
import { expect, test } from './cast';

const WORD = 'forty-micron-summer';

/** Somebody new, signed in here: nobody of the demo world is lost. */
async function arrive(page: Page): Promise<string> {
  const email = `leaving-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.org`;
  const answer = await page.request.post('/api/register/', { data: { email, password: WORD, name: 'Lotte Leaver' } });
  await stay(page, (await answer.json()).refresh);
  return email;
}

async function stay(page: Page, refresh: string): Promise<void> {
  await page.goto('/');
  await page.evaluate((token) => localStorage.setItem('strato-refresh', token), refresh);
}

async function enter(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel(/^Password/).fill(WORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('my account: closed everywhere at once, and kept by signing in', async ({ as, seemsAccessible }) => {
  test.slow(); // two browsers, twice through the door
  const page = await as('guest');
  const email = await arrive(page);
  const elsewhere = await as('guest');
  const there = await elsewhere.request.post('/api/token/', { data: { email, password: WORD } });
  const { access } = await there.json();

  await page.goto('/settings/data');
  const section = page.getByRole('region', { name: 'Delete your account' });
  await section.getByRole('button', { name: 'Delete my account…' }).click();
  const proof = page.getByRole('dialog', { name: 'Is it still you?' });
  await proof.getByLabel(/^Password/).fill(WORD);
  await proof.getByRole('button', { name: 'Go on' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' });
  await seemsAccessible(page);
  await dialog.getByRole('textbox').fill('somebody@example.org');
  await dialog.getByRole('button', { name: 'Delete account' }).click();
  await expect(dialog.getByText('This is not the address of your account.')).toBeVisible();
  await dialog.getByRole('textbox').fill(email);
  await dialog.getByRole('button', { name: 'Delete account' }).click();

  await expect(page.getByRole('heading', { name: /^Your account will be deleted on / })).toBeVisible();
  const answer = await elsewhere.request.get('/api/me/', { headers: { Authorization: `Bearer ${access}` } });
  expect(answer.status()).toBe(401);

  await enter(page, email);
  await expect(page.getByRole('heading', { name: /^Your account will be deleted on / })).toBeVisible();
  await seemsAccessible(page);
  await page.getByRole('button', { name: 'Keep my account' }).click();
  await expect(page).toHaveURL(/\/home/);
  await page.goto('/settings/data');
  await expect(section.getByRole('button', { name: 'Delete my account…' })).toBeEnabled();
});
