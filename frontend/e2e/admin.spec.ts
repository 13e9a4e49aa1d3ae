import { expect, test } from './cast';
import { apiAs, orderCube, startPrint } from './orders';

test('a person who is switched off is out at once, and back in when switched on', async ({ as, request }) => {
  const email = `vera-${Date.now()}@example.org`;
  const password = 'correct horse battery';
  expect((await request.post('/api/register/', { data: { email, password, name: 'Vera Visitor' } })).ok()).toBe(true);
  const vera = await as('guest');
  const ada = await as('ada');
  const signIn = async () => {
    await vera.getByLabel('E-mail').fill(email);
    await vera.getByRole('textbox', { name: 'Password' }).fill(password);
    await vera.getByRole('button', { name: 'Sign in', exact: true }).click();
  };
  const change = async (act: string) => {
    await ada.getByRole('button', { name: 'Actions for Vera Visitor' }).click();
    await ada.getByRole('menuitem', { name: act }).click();
    await ada
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(`^${act.split('…')[0]}`) })
      .click();
    await expect(ada.getByRole('dialog')).toBeHidden();
  };
  await vera.goto('/sign-in?next=/prints');
  await signIn();
  await expect(vera).toHaveURL(/\/prints$/);

  await ada.goto('/platform/users');
  await ada.getByRole('searchbox').fill(email);
  await expect(ada.locator('[data-row]')).toHaveCount(1);
  await change('Deactivate');
  await vera.getByRole('searchbox').fill('anything'); // the next thing she does
  await expect(vera).toHaveURL(/\/sign-in/);
  await signIn();
  await expect(vera.getByRole('alert')).toBeVisible();
  await change('Reactivate');
  await signIn();
  await expect(vera).toHaveURL(/\/prints/);
});

test('language and theme come back with the account', async ({ as, request }) => {
  const email = `otto-${Date.now()}@example.org`;
  const password = 'correct horse battery';
  expect((await request.post('/api/register/', { data: { email, password, name: 'Otto' } })).ok()).toBe(true);
  const signIn = async () => {
    const page = await as('guest', { colorScheme: 'light' });
    await page.goto('/sign-in?next=/settings/look');
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page).toHaveURL(/\/settings\/look$/);
    return page;
  };
  const page = await signIn();
  await page.getByText('Dark', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
  await expect(page.locator('h1')).toHaveText('Einstellungen');
  await page.reload();
  await expect(page.locator('h1')).toHaveText('Einstellungen');
  const elsewhere = await signIn(); // another browser, another day
  await expect(elsewhere.locator('h1')).toHaveText('Einstellungen');
  await expect(elsewhere.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('a lab applies, is rejected with a reason, applies again and is approved; its founder is a maker', async ({ as, request }) => {
  test.setTimeout(120_000);
  const email = `rosa-${Date.now()}@example.org`;
  const password = 'correct horse battery';
  const name = `Rosa’s Workshop ${Date.now()}`;
  expect((await request.post('/api/register/', { data: { email, password, name: 'Rosa Founder' } })).ok()).toBe(true);
  const [rosa, ada] = [await as('guest'), await as('ada')];
  const navigation = rosa.getByRole('navigation', { name: 'Main' });
  const decide = async () => {
    await ada.getByRole('button', { name: `Open ${name}` }).click();
    return ada.getByRole('dialog');
  };

  await rosa.goto('/sign-in?next=/labs/apply');
  await rosa.getByLabel('E-mail').fill(email);
  await rosa.getByRole('textbox', { name: 'Password' }).fill(password);
  await rosa.getByRole('button', { name: 'Sign in', exact: true }).click();
  await rosa.getByRole('textbox', { name: 'Name of the lab' }).fill(name);
  await rosa.getByRole('textbox', { name: 'City' }).fill('Girona');
  await rosa.getByRole('combobox', { name: 'Country' }).fill('Spain');
  await rosa.getByRole('option', { name: 'Spain' }).click();
  await expect(navigation.getByRole('link', { name: 'Review board' })).toHaveCount(0);
  await rosa.getByRole('button', { name: 'Send application' }).click();
  await expect(rosa).toHaveURL(/\/labs\/[^/]+$/);
  await expect(rosa.getByText(/hasn’t been approved yet/)).toBeVisible();
  await expect(navigation.getByRole('link', { name: 'Printers' })).toBeVisible(); // printers and prices can be prepared
  await expect(navigation.getByRole('link', { name: 'Review board' })).toHaveCount(0); // no job comes before the approval

  await ada.goto('/platform/labs');
  let decision = await decide();
  await decision.getByRole('button', { name: 'Reject lab' }).click();
  await decision.getByRole('textbox', { name: 'Reason' }).fill('We need an address that a courier finds.');
  await decision.getByRole('button', { name: 'Reject lab' }).click();
  await expect(decision.getByText('Rejected', { exact: true }).first()).toBeVisible();
  await ada.keyboard.press('Escape');
  await expect(decision).toBeHidden();

  await expect(rosa.getByText('We need an address that a courier finds.')).toBeVisible(); // without reloading
  await rosa.getByRole('textbox', { name: 'What has changed since' }).fill('The street is in the profile now.');
  await rosa.getByRole('button', { name: 'Apply again' }).click();
  await expect(rosa.getByText(/hasn’t been approved yet/)).toBeVisible();

  decision = await decide();
  await expect(decision.getByText('The street is in the profile now.')).toBeVisible();
  await decision.getByRole('button', { name: 'Approve lab' }).click();
  await expect(rosa.getByRole('link', { name: 'Print here' })).toBeVisible();
  await expect(navigation.getByRole('link', { name: 'Review board' })).toBeVisible();
  await navigation.getByRole('link', { name: 'Printers' }).click();
  await expect(rosa).toHaveURL(/\/maker\/printers/);
});

test('what is switched off does not arrive, and what is on does', async ({ as, request }) => {
  test.setTimeout(90_000);
  const [customer, maker] = [await apiAs(request, 'alice'), await apiAs(request, 'mona')];
  const alice = await as('alice');
  const accepted = alice.getByRole('switch', { name: 'Job accepted: App' });
  const bell = alice.getByRole('button', { name: /^Notifications/ });
  await alice.goto('/settings/notifications');
  await expect(accepted).toBeChecked();
  await accepted.press('Space');
  await expect(accepted).not.toBeChecked();
  await alice.reload();
  await expect(accepted).not.toBeChecked(); // it is the account's, not the page's
  try {
    const order = await orderCube(customer, 'Lab North');
    await startPrint(maker, order); // accepted, then started: two kinds of news
    await bell.click();
    await expect(alice.getByText(`${order.number} is being printed`)).toBeVisible();
    await expect(alice.getByText(new RegExp(`accepted ${order.number}`))).toHaveCount(0);
  } finally {
    await alice.keyboard.press('Escape');
    await accepted.press('Space');
    await expect(accepted).toBeChecked();
  }
  const order = await orderCube(customer, 'Lab North');
  await maker.act(`print-jobs/${order.id}/accept/`);
  await bell.click();
  await expect(alice.getByText(new RegExp(`accepted ${order.number}`))).toBeVisible();
});
