import type { Page } from '@playwright/test';
import { inDialog, status } from './acting';
import { expect, test } from './cast';
import { apiAs, orderCube } from './orders';

const MODELS = '../backend/samples/models';

async function drop(page: Page, file: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(`${MODELS}/${file}`);
}

test('a broken model is repaired where it is priced, and both are compared', async ({ as, seemsAccessible }) => {
  const nora = await as('guest');
  await nora.goto('/print');
  await drop(nora, 'multibody.stl');
  await expect(nora.getByText(/Some faces look inward and some outward/)).toBeVisible();
  const original = nora.url();

  await nora.getByRole('button', { name: 'Repair model' }).click();
  const compared = nora.getByRole('table', { name: 'Before and after' });
  await expect(compared.getByRole('row', { name: /^Triangles 32 32/ })).toBeVisible();
  await expect(compared.getByRole('row', { name: /^To look out for 6 5/ })).toBeVisible();
  await expect(nora.getByText('Fixed')).toBeVisible();
  await expect(nora.getByRole('button', { name: 'Repair model' })).toHaveCount(0);
  await expect(nora.getByRole('button', { name: 'Choose a lab' }).first()).toBeEnabled(); // priced by itself

  await nora.getByRole('radiogroup', { name: 'Which one is shown' }).getByText('Original').click();
  await expect(nora.locator('[data-stage="ready"]')).toBeVisible();
  await seemsAccessible(nora);

  await nora.getByRole('button', { name: 'Use my original' }).click();
  await expect(nora).toHaveURL(original);
  await expect(nora.getByRole('button', { name: 'Repair model' })).toBeVisible();
});

test('a model drawn in another unit is read in it, and back', async ({ as }) => {
  const nora = await as('guest');
  await nora.goto('/print');
  await drop(nora, 'multibody.stl');
  await nora.getByRole('button', { name: 'Yes, read it in inches' }).click();
  await expect(nora.getByText('16.2 × 27.6 × 8.6 mm · 32 triangles')).toBeVisible();
  await nora.getByRole('button', { name: 'Undo' }).click();
  await expect(nora.getByText('0.6 × 1.1 × 0.3 mm · 32 triangles')).toBeVisible();
});

test('files that cannot be printed say why and what to do', async ({ as }) => {
  const nora = await as('guest');
  await nora.goto('/print');
  for (const [file, words] of [
    ['empty.stl', 'The file has no triangles in it.'],
    ['MUSTFAIL_DTD_in_xml.3mf', 'Save it again with your slicer.'],
    ['soup.stl', 'These are 100 loose triangles, not a body.'],
  ]) {
    await drop(nora, file);
    await expect(nora.getByText(words)).toBeVisible();
    await expect(nora.getByText(/There is no price/)).toBeVisible();
    await expect(nora.getByRole('button', { name: 'Choose a lab' }).first()).toBeDisabled();
    await nora.getByRole('button', { name: 'Other model' }).click();
  }
});

test('a lab and a machine that were chosen on the lab’s page stay chosen', async ({ as }) => {
  const nora = await as('guest');
  await nora.goto('/labs');
  await nora.getByRole('link', { name: /Lab South/ }).click();
  await nora.getByRole('link', { name: 'Print here' }).click();
  await expect(nora).toHaveURL(/lab=/);
  await drop(nora, '20mm-xyz-cube.stl');
  await expect(nora.getByText('You chose Lab South')).toBeVisible();
  await nora.getByRole('button', { name: 'Print at Lab South' }).first().click();
  await expect(nora.getByRole('radio', { name: 'Print at Lab South' })).toBeChecked();
  await nora.getByRole('link', { name: 'Change settings' }).click();
  await expect(nora.getByText('20 × 20 × 20 mm')).toBeVisible();
});

test('what a guest asked for survives the sign-up', async ({ as }) => {
  const nora = await as('guest');
  await nora.goto('/print?quantity=3&infill=40');
  await drop(nora, '20mm-xyz-cube.stl');
  await nora.getByRole('button', { name: 'Choose a lab' }).first().click();
  await nora.getByRole('radio', { name: 'Print at Lab South' }).check();
  const card = nora.getByRole('region', { name: 'Submit print job' });
  const price = (await card.getByText(/€/).first().textContent()) ?? '';
  await nora.getByRole('link', { name: 'Create an account and submit' }).click();
  await nora.getByLabel('Your name').fill('Gwen Guest');
  await nora.getByLabel('E-mail').fill(`gwen-${crypto.randomUUID()}@example.org`);
  await nora.getByRole('textbox', { name: 'Password' }).fill('correct horse battery');
  await nora.getByRole('button', { name: 'Create account' }).click();
  await expect(nora.getByRole('radio', { name: 'Print at Lab South' })).toBeChecked();
  await expect(card).toContainText(price);
  await nora.getByRole('button', { name: 'Submit print job' }).click();
  await expect(nora).toHaveURL(/\/jobs\//);
  const made = nora.getByRole('region', { name: 'What is made' });
  await expect(made).toContainText('40%');
  await expect(made.getByText('Quantity').locator('..')).toContainText('3');
  await nora.goto('/models');
  await expect(nora.getByText('20mm-xyz-cube').first()).toBeVisible();
});

test('a customer cancels with a reason that stays, and prints the same again', async ({ as, request, seemsAccessible }) => {
  const order = await orderCube(await apiAs(request, 'alice'), 'Lab North');
  const alice = await as('alice');
  await alice.goto(order.path);
  await inDialog(alice, 'Cancel job', (dialog) => dialog.getByRole('textbox', { name: /Reason/ }).fill('We found a smaller part.'));
  await expect(status(alice)).toHaveText('Canceled');
  await expect(alice.getByRole('list', { name: 'Timeline' })).toContainText('We found a smaller part.');
  await seemsAccessible(alice);
  await alice.getByRole('link', { name: 'Print again' }).click();
  await expect(alice).toHaveURL(/\/print\?.*lab=/);
  await expect(alice.getByText('You chose Lab North')).toBeVisible();
  await expect(alice.getByRole('button', { name: 'Print at Lab North' }).first()).toBeEnabled();
});
