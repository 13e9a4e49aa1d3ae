import { expect, test } from './cast';
import { apiAs } from './orders';

const DAY = 86_400_000;

test('two people become friends while both look', async ({ as, request, seemsAccessible }) => {
  const api = await apiAs(request, 'alice');
  const strangers = async () => {
    const { id, relation, request_id } = await api.read('people/olaf/');
    if (relation === 'friend') await api.act(`people/${id}/unfriend/`);
    if (relation === 'asked') await api.act(`friend-requests/${request_id}/cancel/`);
  };
  await strangers();
  const [alice, olaf] = [await as('alice'), await as('olaf')];
  await olaf.goto('/people?tab=requests');
  await expect(olaf.getByText('Nobody waits for your answer.')).toBeVisible();
  await alice.goto('/people/olaf');
  await alice.getByRole('button', { name: 'Add friend' }).click();
  await expect(alice.getByRole('button', { name: 'Take request back' })).toBeVisible();

  const answer = olaf.getByRole('button', { name: /Accept the request of Alice/ });
  await expect(answer).toBeVisible(); // nobody loaded the page again
  await seemsAccessible(olaf);
  await answer.click();
  await expect(alice.locator('main').getByText('Friends', { exact: true }).first()).toBeVisible();
  await expect(alice.getByRole('button', { name: 'Take request back' })).toHaveCount(0);
  await olaf.goto('/people');
  await expect(olaf.getByRole('link', { name: /Alice/ })).toBeVisible();

  await alice.getByRole('button', { name: 'More actions' }).click();
  await alice.getByRole('menuitem', { name: 'Remove friend' }).click();
  await alice.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await api.read('people/olaf/')).relation).toBe('friend');
  await strangers();
});

test('a person is written to from their page', async ({ as }) => {
  const alice = await as('alice');
  await alice.goto('/people/mona');
  await alice.getByRole('button', { name: 'Write message' }).click();
  await expect(alice).toHaveURL(/\/inbox\/[\w-]+$/);
  await expect(alice.getByRole('textbox', { name: 'Write a message' })).toBeVisible();
  await expect(alice.getByRole('main').getByText('Mona Petersen').first()).toBeVisible();
});

test('who waits moves up and gets the only seat, live', async ({ as, request, seemsAccessible }) => {
  test.setTimeout(90_000);
  const title = `One chair ${Date.now()}`;
  const olaf = await as('olaf');
  await olaf.goto('/events/new');
  await olaf.getByRole('textbox', { name: 'Title' }).fill(title);
  await olaf.getByLabel('Begins').fill(`${new Date(Date.now() + 3 * DAY).toISOString().slice(0, 10)}T18:00`);
  await olaf.getByRole('textbox', { name: 'Area' }).fill('Garching bei München');
  await olaf.getByRole('textbox', { name: 'Seats' }).fill('1');
  await olaf.getByRole('button', { name: 'Save draft' }).click();
  await expect(olaf.getByText('This is a draft')).toBeVisible();
  await olaf.getByRole('button', { name: 'Publish event' }).click();
  await expect(olaf.getByText('1 seat free')).toBeVisible();

  const path = new URL(olaf.url()).pathname;
  const [mona, alice] = [await apiAs(request, 'mona'), await apiAs(request, 'alice')];
  await mona.act(`${path.slice(1)}/answer/`, { answer: 'going' });
  await alice.act(`${path.slice(1)}/answer/`, { answer: 'going' });
  const claire = await as('claire');
  await claire.goto(path);
  await claire.getByRole('button', { name: 'Join the line' }).click();
  await expect(claire.getByText('You are number 2 in line')).toBeVisible();
  await seemsAccessible(claire);

  await alice.act(`${path.slice(1)}/answer/`, { answer: 'no' });
  await expect(claire.getByText('You are number 1 in line')).toBeVisible();
  await mona.act(`${path.slice(1)}/answer/`, { answer: 'no' });
  await expect(claire.getByText(/You are number/)).toHaveCount(0);
  await expect(claire.getByRole('region', { name: 'Who’s coming' }).getByText(/Claire/)).toBeVisible();

  await olaf.getByRole('button', { name: 'More actions' }).click();
  await olaf.getByRole('menuitem', { name: 'Cancel event…' }).click();
  const dialog = olaf.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /Reason/ }).fill('The chair broke.');
  await dialog.getByRole('button', { name: 'Cancel event', exact: true }).click();
  await expect(claire.getByRole('alert').filter({ hasText: 'The chair broke.' })).toBeVisible();
});

test('a calendar goes by days and months with the keys', async ({ as }) => {
  const nora = await as('guest');
  await nora.goto('/events?view=calendar&day=2027-05-04');
  const grid = nora.getByRole('grid', { name: 'May 2027' });
  await grid.locator('td[aria-selected="true"]').focus();
  await nora.keyboard.press('ArrowDown');
  await expect(nora).toHaveURL(/day=2027-05-11/);
  await nora.keyboard.press('PageDown');
  await expect(nora.getByRole('grid', { name: 'June 2027' })).toBeVisible();
  await expect(nora.locator('td[aria-selected="true"]')).toBeFocused();
});

test('a pet is measured in inches and read in centimeters', async ({ as, request, seemsAccessible }) => {
  const alice = await as('alice');
  await alice.goto('/pets/new');
  await alice.getByRole('textbox', { name: 'Name' }).fill('Brim');
  await alice.getByRole('combobox', { name: 'Species' }).selectOption('cat');
  await alice.getByText('in', { exact: true }).click();
  await alice.getByRole('textbox', { name: 'Chest' }).fill('20');
  await expect(alice.getByRole('figure').locator('[data-lit]').first()).toBeVisible();
  await alice.getByRole('button', { name: 'Add pet' }).click();
  const measured = alice.getByRole('region', { name: 'Measurements' });
  await expect(measured.getByRole('row', { name: /Chest/ })).toContainText('20 in');
  await seemsAccessible(alice);

  await alice.getByRole('link', { name: 'Edit' }).click();
  await alice.getByText('cm', { exact: true }).click();
  await expect(alice.getByRole('textbox', { name: 'Chest' })).toHaveValue('50.8 cm');
  await alice.getByRole('button', { name: 'Save pet' }).click();
  await expect(measured.getByRole('row', { name: /Chest/ })).toContainText('50.8 cm');

  const id = new URL(alice.url()).pathname.split('/').at(-1) as string;
  const api = await apiAs(request, 'alice');
  expect((await api.read(`pets/${id}/`)).measurements.chest).toEqual({ value: 508, unit: 'mm' });
  await alice.getByRole('button', { name: 'More actions' }).click();
  await alice.getByRole('menuitem', { name: 'Remove pet' }).click();
  await expect(alice).toHaveURL(/\/pets$/);
  await expect(alice.getByRole('link', { name: /Brim/ })).toHaveCount(0);
  await expect.poll(async () => (await api.get(`pets/${id}/`)).status(), { timeout: 20_000 }).toBe(404);
});
