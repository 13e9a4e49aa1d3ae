import { expect, test } from './cast';
import { apiAs } from './orders';

/** A model is drawn, looked at and priced: longer than a page that only opens. */
test.describe.configure({ timeout: 120_000 });

test('from a pet to a price: a missing measurement leads to the guide, a tag to the labs', async ({ as, request, seemsAccessible }) => {
  const api = await apiAs(request, 'alice');
  const pet = (await api.act('pets/', { name: 'Tilda', species: 'dog' })) as { id: string };
  const alice = await as('alice');
  await alice.goto(`/pets/${pet.id}`);
  const gear = alice.getByRole('region', { name: 'Made to measure' });
  await expect(gear.getByText('Not measured yet')).toHaveCount(3);
  await gear.getByRole('link', { name: 'Collar tag' }).click();
  await expect(alice.getByRole('heading', { name: 'Measure this first' })).toBeVisible();
  await seemsAccessible(alice);

  await alice.getByRole('link', { name: 'Measure Tilda' }).click();
  await expect(alice).toHaveURL(/\/edit#measures$/);
  await alice.getByText('cm', { exact: true }).click();
  await alice.getByRole('textbox', { name: 'Neck' }).fill('38.5');
  await alice.getByRole('button', { name: 'Save pet' }).click();
  await gear.getByRole('link', { name: 'Collar tag' }).click();
  await expect(alice.getByRole('textbox', { name: 'Name' })).toHaveValue('Tilda');
  await expect(alice.locator('[data-stage="ready"]')).toBeVisible({ timeout: 30_000 });
  await expect(alice.getByText(/^It measures .* × .* × 3.8 mm\.$/)).toBeVisible();

  await alice.getByRole('textbox', { name: 'Second line' }).fill('a line that is too long for it');
  await expect(alice.getByText(/too long to be read. About \d+ letters fit/)).toBeVisible();
  await expect(alice.getByRole('button', { name: 'Get prices' })).toBeDisabled();
  await alice.getByRole('textbox', { name: 'Second line' }).fill('0171 23456');
  await alice.getByRole('textbox', { name: 'Thickness of the plate' }).fill('4');
  await expect(alice.getByText(/^It measures .* × .* × 4.8 mm\.$/)).toBeVisible();
  await seemsAccessible(alice);
  await alice.setViewportSize({ width: 390, height: 844 });
  await seemsAccessible(alice);

  await alice.getByRole('button', { name: 'Get prices' }).click();
  await expect(alice).toHaveURL(/\/print\?.*infill=100/);
  await expect(alice.getByRole('button', { name: 'Choose a lab' }).first()).toBeEnabled({ timeout: 30_000 });
  await expect(alice.getByText(/€|EUR/).first()).toBeVisible();
});

test('nobody else makes things for a pet', async ({ as, request }) => {
  const api = await apiAs(request, 'alice');
  const pet = (await api.act('pets/', { name: 'Tilda', species: 'dog', visibility: 'public' })) as { id: string };
  const olaf = await as('olaf');
  await olaf.goto(`/pets/${pet.id}`);
  await expect(olaf.getByRole('heading', { name: 'Tilda' })).toBeVisible();
  await expect(olaf.getByRole('region', { name: 'Made to measure' })).toHaveCount(0);
  await olaf.goto(`/pets/${pet.id}/made-to-measure`);
  await expect(olaf.getByRole('heading', { name: 'There is no such pet' })).toBeVisible();
});
