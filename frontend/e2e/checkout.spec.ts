import type { Page } from '@playwright/test';
import { status } from './acting';
import { giveAddress, payButton, payBy, registerOnTheWay } from './buying';
import { expect, test } from './cast';
import { apiAs } from './orders';

/** The first thing in the shop that can be had, put into the cart by a click. */
async function putProductIntoCart(page: Page): Promise<void> {
  await page.goto('/shop');
  await page.locator('main a[href^="/shop/"]').first().click();
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(page.getByRole('link', { name: /Cart, 1 piece/ })).toBeVisible();
}

test('a guest fills the cart, registers, is declined once, pays, and sees it without reloading', async ({ as, request }) => {
  test.setTimeout(120_000);
  const nora = await as('guest');
  await putProductIntoCart(nora);
  await registerOnTheWay(nora);
  await giveAddress(nora);

  await nora.getByLabel('Coupon').fill('WELCOME10');
  await nora.getByRole('button', { name: 'Apply' }).click();
  await expect(nora.getByText('Coupon WELCOME10 is applied.')).toBeVisible();
  await nora.getByRole('region', { name: 'Shipping' }).getByRole('radio').first().check();
  await payButton(nora).click();

  await payBy(nora, /declined/i);
  await expect(nora.getByRole('alert')).toBeVisible();
  await payBy(nora, /that works/);
  await expect(nora.getByRole('heading', { level: 1 })).toHaveText('Thank you, it’s paid', { timeout: 30_000 });
  await nora.getByRole('link', { name: 'Go to the order' }).click();
  await expect(status(nora)).toHaveText('Paid');
  await expect(nora.getByRole('list', { name: 'Timeline' })).toContainText('Paid');
  const [paper] = await Promise.all([nora.waitForEvent('download'), nora.getByRole('button', { name: /^Invoice/ }).click()]);
  expect(paper.suggestedFilename()).toMatch(/\.pdf$/);

  // The lab sends it: the open page says so by itself.
  const ada = await apiAs(request, 'ada');
  const id = new URL(nora.url()).pathname.split('/').at(-1);
  await ada.act(`orders/${id}/ship/`, { carrier: 'DHL', tracking: '00340434161094021501' });
  await expect(status(nora)).toHaveText('Shipped');
  await expect(nora.getByRole('region', { name: 'Parcels' })).toContainText('00340434161094021501');

  await nora.goto('/orders?status=shipped');
  await expect(nora.getByRole('main').getByRole('listitem')).toHaveCount(1);
  await nora.goto('/orders?status=refunded');
  await expect(nora.getByRole('button', { name: 'Clear filters' })).toBeVisible();
});

test('who leaves the pay page keeps the order, and can pay it later or cancel it', async ({ as }) => {
  test.setTimeout(120_000);
  const nora = await as('guest');
  await putProductIntoCart(nora);
  await registerOnTheWay(nora);
  await giveAddress(nora);
  await payButton(nora).click();
  await nora.waitForURL(/\/sandbox\/pay\//);
  await nora.locator('a[href*="/checkout/failed"]').click();
  await expect(nora.getByRole('heading', { level: 1 })).toHaveText('Not paid yet');
  await nora.getByRole('button', { name: 'Try again' }).click();
  await nora.waitForURL(/\/sandbox\/pay\//);
  await nora.goBack();
  await expect(status(nora)).toHaveText('To be paid');
  await nora.getByRole('main').getByRole('button', { name: 'Cancel order' }).click();
  await nora.getByRole('dialog').getByRole('button', { name: 'Cancel order' }).click();
  await expect(status(nora)).toHaveText('Canceled');
  await expect(payButton(nora)).toHaveCount(0);
});
