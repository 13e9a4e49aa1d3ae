import { act, assign, inDialog, status } from './acting';
import { expect, test } from './cast';
import { apiAs, orderCube, startPrint } from './orders';

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
