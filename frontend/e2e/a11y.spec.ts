import { type Member, test } from './cast';

/** Every page, as each person who has it, in both themes; the projects give the two widths. */
const PAGES: Record<Member | 'guest', string[]> = {
  guest: ['/', '/sign-in', '/register', '/print', '/no-such-page'],
  alice: ['/prints', '/print'],
  mona: [],
  olaf: [],
  ada: [],
};

for (const [who, paths] of Object.entries(PAGES) as [Member | 'guest', string[]][])
  for (const path of paths)
    for (const colorScheme of ['light', 'dark'] as const)
      test(`${path} as ${who}, ${colorScheme}, passes axe`, async ({ as, seemsAccessible }) => {
        const page = await as(who, { colorScheme, reducedMotion: 'reduce' });
        await page.goto(path);
        await page.locator('h1').waitFor();
        await page.waitForLoadState('networkidle');
        await seemsAccessible(page);
      });
