import { type Member, test } from './cast';

/** Every page, as those who have it; both themes in one visit, both widths by the projects. A new page gets a line here. */
const PAGES: Partial<Record<Member | 'guest', string[]>> = {
  guest: ['/', '/sign-in', '/register', '/forgot-password', '/print', '/labs', '/no-such-page'],
  alice: ['/home', '/prints', '/models', '/notifications', '/labs/apply', '/settings/profile', '/settings/look', '/settings/security'],
  mona: ['/maker', '/maker/review', '/maker/printers', '/maker/stock', '/maker/lab', '/settings/addresses', '/settings/notifications'],
  ada: ['/platform', '/platform/users', '/platform/labs', '/platform/materials'],
};

for (const [who, paths] of Object.entries(PAGES) as [Member | 'guest', string[]][])
  for (const path of paths)
    test(`${path} as ${who} passes axe in light and dark`, async ({ as, seemsAccessible }) => {
      const page = await as(who, { colorScheme: 'light', reducedMotion: 'reduce' });
      await page.goto(path);
      await page.locator('h1').waitFor();
      await page.waitForLoadState('networkidle');
      await seemsAccessible(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
      await seemsAccessible(page);
    });

test('a job’s page passes axe in light and dark', async ({ as, seemsAccessible }) => {
  const page = await as('alice', { colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto('/prints');
  await page.locator('main a[href^="/jobs/"]').first().click();
  await page.waitForURL(/\/jobs\//);
  await page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'My prints' }).waitFor();
  await page.waitForLoadState('networkidle');
  await seemsAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  await seemsAccessible(page);
});
