import type { Page } from '@playwright/test';
import { expect } from './cast';

const PASSWORD = 'correct horse battery';

/** An account, made on the way to the checkout. */
export async function registerOnTheWay(page: Page): Promise<void> {
  await page.goto('/cart');
  await page.getByRole('link', { name: 'Create an account and check out' }).click();
  await page.getByLabel('Your name').fill('Nora Newcomer');
  await page.getByLabel('E-mail').fill(`nora-${Date.now()}-${Math.round(Math.random() * 1e6)}@example.org`);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page).toHaveURL(/\/checkout/);
}

export async function giveAddress(page: Page): Promise<void> {
  const form = page.getByRole('region', { name: 'Delivery address' });
  await form.getByLabel('Street and number').fill('Lindenstr. 12');
  await form.getByLabel('Postal code').fill('10969');
  await form.getByLabel('City').fill('Berlin');
  await form.getByRole('combobox', { name: 'Country' }).fill('Germany');
  await page.getByRole('option', { name: 'Germany', exact: true }).click();
  await form.getByRole('button', { name: 'Use this address' }).click();
  await expect(form.getByRole('radio', { name: 'Nora Newcomer' })).toBeChecked();
  await expect(form.getByRole('radio', { name: 'Nora Newcomer' })).toBeFocused();
}

export const payButton = (page: Page) => page.getByRole('main').getByRole('button', { name: /^Pay/ });

/** On the sandbox's pay page: pay in this way. */
export async function payBy(page: Page, way: RegExp): Promise<void> {
  await page.waitForURL(/\/sandbox\/pay\//);
  await page.getByRole('radio', { name: way }).check();
  await page.getByRole('button', { name: /^Pay/ }).click();
}
