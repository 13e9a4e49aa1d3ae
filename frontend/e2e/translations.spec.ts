import { expect, test } from './cast';
import { apiAs } from './orders';

/** The smallest picture there is: one pixel. */
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

test('what a maker writes in German is read in German, and what is missing says its language', async ({ as, request, seemsAccessible }) => {
  test.setTimeout(120_000);
  const tag = crypto.randomUUID().slice(0, 8);
  const maker = await apiAs(request, 'lena');
  const { memberships } = await maker.read('me/');
  const variants = ['Teal', 'XL'].map((word, at) => ({ sku: `T-${tag}-${at}`, amount: 1850, options: { Color: word } }));
  const summary = 'Printed upright.';
  const { slug } = await maker.act('products/', { lab: memberships[0].lab, name: `Vase ${tag}`, summary, made_to_order: true, variants });
  await maker.act(`products/${slug}/publish/`);

  const lena = await as('lena', { locale: 'en-US' });
  await lena.goto(`/maker/products/${slug}`);
  await lena.getByRole('tab', { name: /Deutsch/ }).click();
  await lena.getByRole('tabpanel').getByRole('textbox', { name: 'Name' }).fill(`Schichtvase ${tag}`);
  await lena.getByRole('button', { name: 'Save product' }).click();
  await expect(lena.getByText(`Vase ${tag} saved`)).toBeVisible();
  await lena.getByRole('textbox', { name: 'Color in Deutsch' }).fill('Farbe');
  await lena.getByRole('textbox', { name: 'Teal in Deutsch' }).fill('Petrol');
  await lena.getByRole('button', { name: 'Save words' }).click();
  await expect(lena.getByText('Words saved')).toBeVisible();
  await lena.locator('input[type="file"]').setInputFiles({ name: 'vase.png', mimeType: 'image/png', buffer: PIXEL });
  const described = lena.getByRole('textbox', { name: 'Description of picture 1, the cover' });
  await described.fill('A vase');
  await lena.getByRole('radiogroup', { name: 'Describe the pictures in' }).getByText('Deutsch').click();
  await expect(described).toHaveAttribute('lang', 'de');
  await described.fill('Eine Vase');
  await described.blur();
  await expect(async () => {
    const { images } = await maker.read(`products/${slug}/`);
    expect(images.map((image: { own_alt: string; translations: object }) => [image.own_alt, image.translations])).toEqual([
      ['A vase', { de: 'Eine Vase' }],
    ]);
  }).toPass();

  const guest = await as('guest', { locale: 'de-DE' });
  await guest.goto(`/shop?search=${tag}`);
  await expect(guest.getByText(`Schichtvase ${tag}`)).toHaveAttribute('lang', 'de');
  await guest.getByText(`Schichtvase ${tag}`).click();
  await expect(guest.getByRole('heading', { level: 1, name: `Schichtvase ${tag}` })).toHaveAttribute('lang', 'de');
  await expect(guest.getByText(summary)).toHaveAttribute('lang', 'en');
  await expect(guest.getByRole('img', { name: 'Eine Vase' })).toHaveAttribute('lang', 'de');
  const forms = guest.getByRole('radiogroup', { name: 'Farbe' });
  await expect(forms.getByText('Petrol')).toHaveAttribute('lang', 'de');
  await expect(forms.getByText('XL')).toHaveAttribute('lang', 'en');
  await seemsAccessible(guest);
  await guest.getByRole('button', { name: 'In den Warenkorb' }).click();
  await expect(guest.getByRole('dialog')).toContainText(`Schichtvase ${tag}`);
  await guest.goto('/cart');
  const main = guest.locator('main');
  await expect(main.getByRole('link', { name: `Schichtvase ${tag}` })).toHaveAttribute('lang', 'de');
  await expect(main.getByText('Petrol')).toHaveAttribute('lang', 'de');
});
