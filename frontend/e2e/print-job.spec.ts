import type { Page } from '@playwright/test';
import { act, assign, inDialog, status } from './acting';
import { expect, test } from './cast';

const CUBE = '../backend/samples/models/20mm-xyz-cube.stl';
const PASSWORD = 'correct horse battery';

/** From the drop zone to a submitted job at one lab, as somebody who has never been here; gives the job's address. */
async function submitAsNewcomer(page: Page, lab: string): Promise<string> {
  await page.goto('/');
  await page.getByLabel(/Drop your model here/).setInputFiles(CUBE);
  await expect(page).toHaveURL(/\/print/);
  await expect(page.getByText('20 × 20 × 20 mm')).toBeVisible();
  await page.getByRole('button', { name: 'Choose a lab' }).first().click();
  await page.getByRole('radio', { name: `Print at ${lab}` }).check();
  await page.getByRole('link', { name: 'Create an account and submit' }).click();
  await page.getByLabel('Your name').fill('Nora Newcomer');
  await page.getByLabel('E-mail').fill(`nora-${Date.now()}-${Math.round(Math.random() * 1e6)}@example.org`);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('radio', { name: `Print at ${lab}` })).toBeChecked();
  await page.getByRole('button', { name: 'Submit print job' }).click();
  await expect(page).toHaveURL(/\/jobs\//);
  await expect(status(page)).toHaveText('Awaiting review');
  return new URL(page.url()).pathname;
}

/** Accepts the job and takes it to a running print on a machine that is free. */
async function print(page: Page, job: string): Promise<void> {
  await page.goto(job);
  await act(page, 'Accept');
  await expect(status(page)).toHaveText('Accepted');
  await assign(page);
  await act(page, 'Start print');
  await expect(status(page)).toHaveText('Printing');
}

test('a newcomer drops a model, submits it, and follows the print live to its end', async ({ as }) => {
  test.setTimeout(150_000);
  const nora = await as('guest');
  const mona = await as('mona');
  const job = await submitAsNewcomer(nora, 'Lab North');

  await print(mona, job);
  await expect(status(nora)).toHaveText('Printing'); // without reloading

  await inDialog(mona, 'Report progress', (dialog) => dialog.getByRole('textbox', { name: 'Done' }).fill('40'));
  await expect(nora.getByTestId('percent')).toHaveText('40%');

  // The socket is cut while the print goes on: nothing is missed.
  await nora.context().setOffline(true);
  await inDialog(mona, 'Report progress', (dialog) => dialog.getByRole('textbox', { name: 'Done' }).fill('80'));
  await inDialog(mona, 'Finish print');
  await expect(status(mona)).toHaveText('Completed');
  await nora.context().setOffline(false);
  await expect(status(nora)).toHaveText('Completed', { timeout: 40_000 });
  await expect(nora.getByRole('list', { name: 'Timeline' })).toContainText('Completed');
});

test('a failed print is tried again, and the customer sees why', async ({ as }) => {
  test.setTimeout(150_000);
  const nora = await as('guest');
  const mona = await as('mona');
  const job = await submitAsNewcomer(nora, 'Lab North');
  await print(mona, job);
  await inDialog(mona, 'Report failure', (dialog) => dialog.getByRole('textbox', { name: 'Note' }).fill('Came loose from the plate.'));
  await expect(status(nora)).toHaveText('Failed');
  await expect(nora.getByText('Came loose from the plate.')).toBeVisible();
  await inDialog(mona, 'Retry');
  await expect(status(nora)).toHaveText('Printing');
  await inDialog(mona, 'Finish print');
  await expect(status(nora)).toHaveText('Completed');
});

test('a lab rejects with a reason that the customer reads', async ({ as }) => {
  const nora = await as('guest');
  const mona = await as('mona');
  const job = await submitAsNewcomer(nora, 'Lab North');
  await mona.goto(job);
  await inDialog(mona, 'Reject', (dialog) => dialog.getByRole('textbox', { name: 'Reason' }).fill('Our white is out until Friday.'));
  await expect(status(nora)).toHaveText('Rejected');
  await expect(nora.getByText('Our white is out until Friday.')).toBeVisible();
});

test('a customer cancels, and an outsider sees nothing', async ({ as, request }) => {
  const nora = await as('guest');
  const olaf = await as('olaf');
  const job = await submitAsNewcomer(nora, 'Lab North');
  await olaf.goto(job);
  await expect(olaf.getByText(/nothing here/i)).toBeVisible();
  const { access } = await (await request.post('/api/token/', { data: { email: 'olaf@strato.example', password: 'strato-demo' } })).json();
  const answer = await request.get(`/api/print-jobs/${job.split('/').at(-1)}/`, { headers: { Authorization: `Bearer ${access}` } });
  expect(answer.status()).toBe(404);
  await inDialog(nora, 'Cancel job');
  await expect(status(nora)).toHaveText('Canceled');
});

test('the maker moves a card by its menu and by keyboard', async ({ as }) => {
  const nora = await as('guest');
  const mona = await as('mona');
  const job = await submitAsNewcomer(nora, 'Lab North');
  await nora.goto(job);
  const number = ((await nora.locator('h1').textContent()) ?? '').split(' ')[0];
  await mona.goto('/maker/review');
  const waiting = mona.locator('[data-column="pending"]');
  await expect(waiting).toContainText(number);
  await mona.getByRole('button', { name: `Actions for ${number}` }).click();
  await mona.getByRole('menuitem', { name: 'Accepted' }).click();
  await expect(mona.locator('[data-column="accepted"]')).toContainText(number);
  await expect(status(nora)).toHaveText('Accepted');
});
