import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { inDialog, status } from './acting';
import { giveAddress, payButton, payBy, registerOnTheWay } from './buying';
import { expect, test } from './cast';
import { columnSum } from './sheets';

const CUBE = '../backend/samples/models/20mm-xyz-cube.stl';
const CLIP = '/shop/cable-clip-ten-pieces';
const NOTE = 'Please print it standing.';
const MONEY = '/platform/money?days=365&currency=EUR';

/** A product, as anybody finds it. */
async function putProductIntoCart(page: Page): Promise<void> {
  await page.goto(CLIP);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(page.getByLabel('Cart, 1 piece')).toBeVisible();
}

/** A resin print at the atelier, which is paid in advance. */
async function putPrintIntoCart(page: Page): Promise<void> {
  await page.goto('/print');
  await page.locator('input[type=file]').setInputFiles(CUBE);
  await expect(page.getByText('20 × 20 × 20 mm')).toBeVisible();
  await page.getByRole('combobox', { name: 'Material' }).click();
  await page.getByRole('option', { name: 'Standard resin' }).click();
  await page.getByRole('button', { name: 'Choose a lab' }).first().click();
  await page.getByRole('radio', { name: 'Print at Atelier Rhône' }).check();
  const card = page.getByRole('region', { name: 'Submit print job' });
  await card.getByRole('textbox', { name: 'Note to the maker' }).fill(NOTE);
  await card.getByRole('button', { name: 'Put into cart' }).click();
  await expect(page.getByLabel('Cart, 2 pieces')).toBeVisible();
}

/** Cents in "€1,234.56". */
const cents = (text: string | null) => Number((text ?? '').replace(/\D/g, ''));

/** The revenue that the admin's page shows. */
async function revenue(page: Page): Promise<number> {
  await page.goto(MONEY);
  const figure = page.getByRole('group', { name: 'Revenue' }).locator('[data-number]').last();
  await expect(figure).toContainText('€');
  return cents(await figure.textContent());
}

/** The same sum, from the file that the orders page gives. */
async function exported(page: Page): Promise<number> {
  await page.goto('/platform/orders');
  await page.getByRole('button', { name: 'Export' }).click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'CSV' }).click()]);
  return columnSum(readFileSync(await file.path(), 'utf8'), 'order_total', (row) => row.currency === 'EUR' && row.paid_at !== '');
}

test('a visitor buys a product and a print in one checkout; the labs make, send and give back; a review follows', async ({
  as,
  request,
  seemsAccessible,
}) => {
  test.setTimeout(150_000);
  const [nora, claire, ada] = [await as('guest'), await as('claire'), await as('ada')];
  const stock = async () => (await (await request.get(`/api/products/${CLIP.split('/').at(-1)}/`)).json()).variants[0].available;
  const [before, earned] = [await stock(), await revenue(ada)];

  await putProductIntoCart(nora);
  await putPrintIntoCart(nora);
  await registerOnTheWay(nora);
  await giveAddress(nora);
  await expect(nora.getByLabel('Cart, 2 pieces')).toBeVisible(); // what the guest collected is hers
  await nora.getByLabel('Coupon').fill('WELCOME10');
  await nora.getByRole('button', { name: 'Apply' }).click();
  await expect(nora.getByText('Coupon WELCOME10 is applied.')).toBeVisible();
  await nora
    .getByRole('region', { name: 'Shipping' })
    .getByRole('radio', { name: /^Parcel/ })
    .check();
  const owed = cents(await payButton(nora).textContent());
  await payButton(nora).click();
  await payBy(nora, /that works/);
  await expect(nora.getByRole('heading', { level: 1 })).toHaveText('Thank you, it’s paid', { timeout: 30_000 });
  await nora.getByRole('link', { name: 'Go to the order' }).click();
  await expect(status(nora)).toHaveText('Paid');

  // The maker sees the job with its note; the shelf, the dashboard and the export know of it.
  const job = await nora.getByRole('main').locator('a[href^="/jobs/"]').getAttribute('href');
  await claire.goto(String(job));
  await expect(status(claire)).toHaveText('Awaiting review');
  await expect(claire.getByText(NOTE)).toBeVisible();
  expect(await stock()).toBe(before - 1);
  expect(await revenue(ada)).toBe(earned + owed);
  expect(await exported(ada)).toBe(earned + owed);

  // Each step of the staff reaches the open page by itself.
  const id = new URL(nora.url()).pathname.split('/').at(-1);
  await ada.goto(`/platform/orders/${id}`);
  await ada.getByRole('button', { name: 'Refund…' }).click();
  const refund = ada.getByRole('dialog');
  await refund.getByText('An amount', { exact: true }).click();
  await refund.getByRole('textbox', { name: 'Amount' }).fill('2.00');
  await refund.getByRole('textbox', { name: 'Reason' }).fill('A scratch on one clip');
  await refund.getByRole('button', { name: 'Refund €2.00' }).click();
  await expect(refund).toBeHidden();
  const timeline = nora.getByRole('list', { name: 'Timeline' });
  await expect(timeline).toContainText('€2.00 refunded');
  await ada.getByRole('button', { name: 'Ship…' }).click();
  const parcel = ada.getByRole('dialog');
  await parcel.getByRole('textbox', { name: 'Carrier' }).fill('DHL');
  await parcel.getByRole('textbox', { name: 'Tracking number' }).fill('00340434161094021501');
  await parcel.getByRole('button', { name: 'Ship 2 pieces' }).click();
  await expect(status(nora)).toHaveText('Shipped');
  await expect(nora.getByRole('region', { name: 'Parcels' })).toContainText('00340434161094021501');
  await ada.getByRole('button', { name: 'Mark delivered' }).click();
  await expect(status(nora)).toHaveText('Delivered');
  await seemsAccessible(nora);

  // She thinks of giving the clip back, keeps it after all, and says what it is like.
  await inDialog(nora, 'Request a return', async (dialog) => {
    await expect(dialog.getByRole('textbox', { name: '20mm-xyz-cube' })).toHaveCount(0); // it was made for her alone
    await dialog.getByRole('textbox', { name: 'Cable clip, ten pieces' }).fill('1');
    await dialog.getByRole('textbox', { name: 'Why?' }).fill('I may have ordered the wrong size.');
  });
  await expect(ada.getByRole('region', { name: 'Returns' })).toContainText('I may have ordered the wrong size.');
  await nora.getByRole('button', { name: 'Keep it after all' }).click();
  await expect(timeline).toContainText('Return withdrawn');
  await nora.getByRole('link', { name: 'Write a review' }).click();
  const words = `Holds the thick cable too. (${id?.slice(-6)})`;
  await nora.getByRole('radio', { name: '4 stars' }).press('Space');
  await nora.getByRole('textbox', { name: 'Your review' }).fill(words);
  await nora.getByRole('button', { name: 'Send review' }).click();
  await expect(nora.getByRole('article').filter({ hasText: words })).toBeVisible();
  const passerby = await as('guest');
  await passerby.goto(CLIP);
  await expect(passerby.getByRole('article').filter({ hasText: words })).toContainText('Nora');
});
