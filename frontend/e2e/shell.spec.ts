import { expect, test } from './cast';

test('the first Tab offers to skip to the content', async ({ as }) => {
  const page = await as('guest');
  await page.goto('/');
  await page.locator('h1').waitFor();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});

test('the language is chosen once and stays', async ({ as }) => {
  const page = await as('guest');
  await page.goto('/');
  await page.getByRole('button', { name: 'Account and appearance' }).click();
  await page.getByRole('menuitem', { name: 'Deutsch' }).click();
  await expect(page.getByRole('link', { name: 'Anmelden' })).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('link', { name: 'Anmelden' })).toBeVisible();
});

test('the theme is chosen once, and set before the first paint', async ({ as }) => {
  const page = await as('guest', { colorScheme: 'light' });
  await page.goto('/');
  await page.getByRole('button', { name: 'Account and appearance' }).click();
  await page.getByRole('menuitem', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.route('**/assets/**', (route) => route.abort()); // no script of the app runs
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('settings change tab by tab, and are left again', async ({ as }) => {
  const page = await as('alice');
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  await page.goto('/settings/profile');
  for (const tab of ['API keys', 'Webhooks', 'Security']) {
    await page.getByRole('tab', { name: tab }).click();
    await expect(page.getByRole('tab', { name: tab, selected: true })).toBeVisible();
  }
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await expect(page.getByRole('heading', { level: 1, name: 'Orders' })).toBeVisible();
  expect(faults).toEqual([]);
});

test('the palette goes anywhere by keyboard, and the page’s title has the focus', async ({ as }) => {
  const page = await as('alice');
  await page.goto('/print');
  await page.locator('h1').waitFor();
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Pages, jobs, labs, actions…').fill('my prints');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/prints$/);
  await expect(page).toHaveTitle(/ · Strato$/);
  await expect(page.locator('h1')).toBeFocused();
});

test('g and a letter go there; switched off they do nothing', async ({ as }) => {
  const page = await as('alice');
  await page.goto('/print');
  await page.locator('h1').waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('j');
  await expect(page).toHaveURL(/\/prints$/);
  await page.locator('h1').waitFor();
  await page.keyboard.press('?');
  const single = page.getByRole('switch', { name: 'Single-key shortcuts' });
  await single.press('Space');
  await expect(single).not.toBeChecked();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('g');
  await page.keyboard.press('n');
  await page.waitForTimeout(500);
  await expect(page).toHaveURL(/\/prints$/);
});

test('an address that leads nowhere says so', async ({ as }) => {
  const page = await as('guest');
  await page.goto('/no-such-page');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page here');
  await page.getByRole('link', { name: 'Go to the start page' }).click();
  await expect(page).toHaveURL('/');
});

test('on a phone the navigation is a drawer that gives the focus back', async ({ as, isMobile }) => {
  test.skip(!isMobile, 'a desk shows it beside the page');
  const page = await as('alice');
  await page.goto('/prints');
  const burger = page.getByRole('button', { name: 'Open navigation' });
  await burger.click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(burger).toBeFocused();
});

test('the palette finds a job by its number, and does there what the page offers', async ({ as }) => {
  const page = await as('alice');
  await page.goto('/prints');
  const row = page.locator('main a[href^="/jobs/"]').first();
  const job = await row.getAttribute('href');
  const number = /P-\d+/.exec((await row.textContent()) ?? '')?.[0] ?? '';
  await page.keyboard.press('Control+k');
  const words = page.getByPlaceholder('Pages, jobs, labs, actions…');
  await words.fill(number);
  await page.getByRole('dialog').getByText(`${number} · `).waitFor();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${job}$`));
  await page.keyboard.press('Control+k');
  await words.fill('theme: dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('in a table the keys move, open and search', async ({ as, isMobile }) => {
  test.skip(isMobile, 'a phone has no keys');
  const page = await as('ada');
  await page.goto('/platform/users');
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(page.locator('[data-row]').nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-row]').nth(1)).toBeFocused();
  await page.keyboard.press('/');
  await page.keyboard.type('mona@');
  await expect(page.locator('[data-row]')).toHaveCount(1);
  await expect(page).toHaveURL(/search=mona/);
});
