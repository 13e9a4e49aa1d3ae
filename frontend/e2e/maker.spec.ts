import { act, assign, inDialog, status } from './acting';
import { expect, test } from './cast';
import { apiAs, orderCube, quoteCube, startPrint } from './orders';

test('a failed print goes to another lab, and the customer keeps the price', async ({ as, request }) => {
  test.setTimeout(120_000);
  const [customer, maker, stranger] = [await apiAs(request, 'alice'), await apiAs(request, 'mona'), await apiAs(request, 'olaf')];
  const order = await orderCube(customer, 'Lab North');
  await startPrint(maker, order);
  const [alice, lena, olaf] = [await as('alice'), await as('lena'), await as('olaf')];
  await alice.goto(order.path);
  await expect(status(alice)).toHaveText('Printing');
  expect((await stranger.get(`print-jobs/${order.id}/`)).status()).toBe(404);

  await lena.goto(order.path);
  await inDialog(lena, 'Report failure', (dialog) => dialog.getByRole('textbox', { name: 'Note' }).fill('The nozzle is worn out.'));
  await expect(status(alice)).toHaveText('Failed');
  await inDialog(lena, 'Reassign to a lab', async (dialog) => {
    await expect(dialog.getByRole('radio', { name: 'Atelier Rhône' })).toBeDisabled(); // prints in resin only, and says so
    await expect(dialog).toContainText('Doesn’t offer this material.');
    await dialog.getByRole('radio', { name: 'Lab South' }).check();
  });
  await expect(status(alice)).toHaveText('Awaiting review');
  await expect(alice.locator('main')).toContainText('Lab South');

  await olaf.goto(order.path);
  await act(olaf, 'Accept');
  await expect(status(alice)).toHaveText('Accepted');
  await assign(olaf);
  await act(olaf, 'Start print');
  await expect(status(alice)).toHaveText('Printing');
  await inDialog(olaf, 'Finish print');
  await expect(status(alice)).toHaveText('Completed');

  expect((await customer.read(`print-jobs/${order.id}/`)).price).toEqual(order.price);
  expect((await maker.get(`print-jobs/${order.id}/`)).status()).toBe(404); // Lab North has let go of it
});

test('a job is rejected from the board, and the customer reads why', async ({ as, request }) => {
  const order = await orderCube(await apiAs(request, 'alice'), 'Lab North');
  const [alice, mona] = [await as('alice'), await as('mona')];
  await alice.goto(order.path);
  await mona.goto('/maker/review');
  await mona.getByRole('button', { name: `Actions for ${order.number}` }).click();
  await mona.getByRole('menuitem', { name: 'Reject', exact: true }).click();
  const dialog = mona.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Reject', exact: true })).toBeDisabled(); // not without a reason
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The walls are thinner than our nozzle.');
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click();
  await expect(mona.getByRole('button', { name: `Actions for ${order.number}` })).toHaveCount(0);
  await expect(status(alice)).toHaveText('Rejected');
  await expect(alice.getByText('The walls are thinner than our nozzle.')).toBeVisible();
});

test('a card is lifted, moved and dropped by keyboard; its own link stays a link', async ({ as, request }) => {
  const order = await orderCube(await apiAs(request, 'alice'), 'Lab North');
  const mona = await as('mona');
  await mona.goto('/maker/review');
  const card = mona.getByRole('group', { name: new RegExp(`^${order.number}: press space`) });
  await card.focus();
  await mona.keyboard.press('Space');
  await expect(mona.getByText(/ over Awaiting review$/)).toBeAttached();
  await mona.keyboard.press('ArrowRight');
  await expect(mona.getByText(`${order.number} over Accepted`)).toBeAttached();
  await mona.keyboard.press('Space');
  await expect(mona.locator('[data-column="accepted"]')).toContainText(order.number);
  await expect(mona.getByText(`${order.number}: accepted`)).toBeVisible();
  await card.getByRole('link').press('Enter');
  await expect(mona).toHaveURL(new RegExp(order.path));
});

test('a printer goes into maintenance and comes back', async ({ as, request }) => {
  const maker = await apiAs(request, 'mona');
  const { memberships } = await maker.read('me/');
  const { results } = await maker.read(`printers/?lab=${memberships[0].lab}&status=idle`);
  const { name } = results[0];
  const mona = await as('mona');
  await mona.goto('/maker/printers');
  const card = mona.getByRole('article', { name });
  const perform = async (act: string) => {
    await card.getByRole('button', { name: `Actions for ${name}` }).click();
    await mona.getByRole('menuitem', { name: act }).click();
    await mona.getByRole('dialog').getByRole('button', { name: act }).click();
  };
  await perform('Start maintenance');
  await expect(card).toContainText('Maintenance');
  await perform('Bring online');
  await expect(card).toContainText('Idle');
});

test('a member joins, changes the role, and goes; the last owner stays', async ({ as }) => {
  const lena = await as('lena');
  await lena.goto('/maker/lab?tab=members');
  const jonas = lena.getByRole('listitem').filter({ hasText: 'Jonas Weber' });
  await lena.getByLabel('E-mail of somebody with an account').fill('jonas@strato.example');
  await lena.getByRole('button', { name: 'Add member' }).click();
  const role = jonas.getByRole('combobox', { name: 'Role of Jonas Weber' });
  await expect(role).toHaveValue('Operator');
  await role.click();
  await lena.getByRole('option', { name: 'Stock keeper' }).click();
  await expect(lena.getByText('Role of Jonas Weber changed')).toBeVisible();
  await jonas.getByRole('button', { name: 'Remove Jonas Weber' }).click();
  await lena.getByRole('button', { name: 'Remove member' }).click();
  await expect(jonas).toHaveCount(0);

  await expect(lena.getByRole('button', { name: 'Leave lab' })).toHaveCount(0); // a lab keeps at least one owner
});

test('a spool is counted', async ({ as }) => {
  const lena = await as('lena');
  await lena.goto('/maker/stock');
  const grams = 200 + Math.floor(Math.random() * 200);
  const row = lena.getByRole('row').filter({ hasText: 'NOR-009' });
  await row.getByRole('button', { name: 'Actions for NOR-009' }).click();
  await lena.getByRole('menuitem', { name: 'Count…' }).click();
  const dialog = lena.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Left' }).fill(String(grams));
  await dialog.getByRole('button', { name: 'Save count' }).click();
  await expect(row).toContainText(`${grams} g of 500 g`);
});

test('another price list is another price in a fresh quote', async ({ as, request }) => {
  const [customer, manager] = [await apiAs(request, 'alice'), await apiAs(request, 'lena')];
  const { memberships } = await manager.read('me/');
  const { id, rates } = await manager.read(`labs/${memberships[0].lab}/`);
  const priceNow = async () => (await quoteCube(customer)).find(({ lab }) => lab.name === 'Lab North')?.price?.amount ?? 0;
  const before = await priceNow();
  const lena = await as('lena');
  await lena.goto('/maker/lab?tab=prices');
  const setup = lena.getByRole('textbox', { name: 'Set-up per job' });
  await expect(setup).toHaveValue(`${(rates.setup_amount / 100).toFixed(2)} EUR`);
  try {
    await setup.fill('12.50');
    await lena.getByRole('button', { name: 'Save settings' }).click();
    await expect(lena.getByText('Lab North saved')).toBeVisible();
    await expect(setup).toHaveValue('12.50 EUR');
    expect(await priceNow()).toBeGreaterThan(before);
  } finally {
    await manager.change(`labs/${id}/`, { rates }); // the next journey meets the price it knows
  }
});
