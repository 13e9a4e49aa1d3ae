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
  await expect(page.getByLabel(/Cart, 1 piece/)).toBeVisible();
}

test('the cart opens beside the page: said, changed, emptied and undone by keyboard', async ({ as, seemsAccessible }) => {
  const guest = await as('guest');
  await guest.goto('/shop/cable-clip-ten-pieces');
  const add = guest.getByRole('button', { name: 'Add to cart' });
  await add.press('Enter');
  const drawer = guest.getByRole('dialog', { name: 'Cart' });
  await expect(drawer.getByRole('status')).toHaveText('Cable clip, ten pieces is in your cart.');
  await seemsAccessible(guest);
  await guest.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(add).toBeFocused();

  const button = guest.getByRole('button', { name: 'Cart, 1 piece' });
  await button.press('Enter');
  await expect(drawer.getByRole('button', { name: 'Close' })).toBeFocused();
  await drawer.getByRole('button', { name: 'One more' }).press('Enter');
  await expect(drawer.getByText('each €7.90')).toBeVisible();
  await drawer.getByRole('button', { name: 'Remove Cable clip, ten pieces' }).press('Enter');
  await expect(drawer.getByText('Your cart is empty')).toBeVisible();
  await expect(drawer.getByRole('button', { name: 'Undo' })).toBeFocused();
  await guest.keyboard.press('Enter');
  await expect(drawer.getByRole('textbox', { name: 'Quantity of Cable clip, ten pieces' })).toHaveValue('2');
  await guest.keyboard.press('Escape');
  await expect(guest.getByRole('button', { name: 'Cart, 2 pieces' })).toBeFocused();
  await guest.keyboard.press('Enter');
  await drawer.getByRole('link', { name: 'Open cart' }).press('Enter');
  await expect(drawer).toBeHidden();
  await expect(guest.getByRole('heading', { level: 1, name: 'Cart' })).toBeFocused();
  await guest.getByRole('button', { name: 'Remove Cable clip, ten pieces' }).press('Enter');
  await guest.getByRole('button', { name: 'Undo' }).click();
  await expect(guest.getByRole('textbox', { name: 'Quantity of Cable clip, ten pieces' })).toHaveValue('2');
});

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
