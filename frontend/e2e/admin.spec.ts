import { expect, test } from './cast';

test('a person who is switched off is out at once, and back in when switched on', async ({ as, request }) => {
  const email = `vera-${Date.now()}@example.org`;
  const password = 'correct horse battery';
  expect((await request.post('/api/register/', { data: { email, password, name: 'Vera Visitor' } })).ok()).toBe(true);
  const vera = await as('guest');
  const ada = await as('ada');
  const signIn = async () => {
    await vera.getByLabel('E-mail').fill(email);
    await vera.getByRole('textbox', { name: 'Password' }).fill(password);
    await vera.getByRole('button', { name: 'Sign in' }).click();
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
    await page.getByRole('button', { name: 'Sign in' }).click();
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
