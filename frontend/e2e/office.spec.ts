import type { Page } from '@playwright/test';
import { expect, test } from './cast';
import { apiAs } from './orders';

/** The smallest picture there is: one pixel. */
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

async function addVariant(page: Page, sku: string, color: string, price: string): Promise<void> {
  await page.getByRole('button', { name: 'Add variant' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'SKU' }).fill(sku);
  await dialog.getByRole('button', { name: 'Add option' }).click();
  await dialog.getByRole('textbox', { name: 'Name of option 1' }).fill('Color');
  await dialog.getByRole('textbox', { name: 'Value of option 1' }).fill(color);
  await dialog.getByRole('textbox', { name: 'Price', exact: true }).fill(price);
  await dialog.getByRole('button', { name: 'Save variant' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('table', { name: 'Variants' }).getByRole('row').filter({ hasText: sku })).toBeVisible();
}

test('a maker makes a product, stocks it, and it is in the shop', async ({ as, request }) => {
  test.setTimeout(90_000);
  const tag = crypto.randomUUID().slice(0, 8);
  const name = `Layer vase ${tag}`;
  const lena = await as('lena');
  await lena.goto('/maker/products');
  await lena.getByRole('link', { name: 'Add product' }).click();
  await lena.getByRole('textbox', { name: 'Name' }).fill(name);
  await lena.getByRole('button', { name: 'Create draft' }).click();
  await expect(lena.getByRole('heading', { level: 1, name })).toBeVisible();
  await addVariant(lena, `V-${tag}-B`, 'Black', '18.50');
  await addVariant(lena, `V-${tag}-W`, 'White', '19.00');

  await lena.locator('input[type="file"]').setInputFiles({ name: 'vase.png', mimeType: 'image/png', buffer: PIXEL });
  await expect(lena.getByRole('textbox', { name: 'Description of picture 1, the cover' })).toBeVisible();

  const black = lena.getByRole('row').filter({ hasText: `V-${tag}-B` });
  await black.getByRole('button', { name: /^Actions for/ }).click();
  await lena.getByRole('menuitem', { name: 'Receive stock…' }).click();
  const dialog = lena.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Pieces' }).fill('7');
  await dialog.getByRole('button', { name: 'Receive stock' }).click();
  await expect(dialog).toBeHidden();
  await expect(black.getByRole('cell', { name: '7', exact: true })).toBeVisible();

  await lena.locator('main').getByRole('button', { name: 'Publish' }).click();
  await lena.getByRole('link', { name: 'See in shop' }).click();
  await expect(lena.getByRole('heading', { level: 1, name })).toBeVisible();
  const { results } = await (await apiAs(request, 'alice')).read(`products/?search=${tag}`);
  expect(results.map((card: { name: string; can_buy: boolean }) => [card.name, card.can_buy])).toEqual([[name, true]]);
});

test('an admin makes a coupon and switches it off', async ({ as }) => {
  const code = `OFF-${crypto.randomUUID().slice(0, 6).toUpperCase()}`;
  const ada = await as('ada');
  await ada.goto('/platform/coupons');
  await ada.getByRole('button', { name: 'Add coupon' }).first().click();
  const dialog = ada.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Code' }).fill(code);
  await dialog.getByRole('textbox', { name: 'Percent off' }).fill('15');
  await dialog.getByRole('button', { name: 'Save coupon' }).click();
  const row = ada.getByRole('row').filter({ hasText: code });
  await expect(row).toContainText('15%');
  await row.getByRole('button', { name: `Actions for ${code}` }).click();
  await ada.getByRole('menuitem', { name: 'Switch off' }).click();
  await expect(row).toContainText('Switched off');
});

test('orders and money are there for those who run them', async ({ as }) => {
  const [lena, ada] = [await as('lena'), await as('ada')];
  await lena.goto('/maker/orders?status=%5B%22paid%22%5D');
  await expect(lena.getByRole('heading', { level: 1, name: 'Orders' })).toBeVisible();
  await ada.goto('/platform/money?days=90');
  await expect(ada.getByText('Average basket')).toBeVisible();
  await expect(ada.getByRole('region', { name: 'Do the books agree?' })).toBeVisible();
});
