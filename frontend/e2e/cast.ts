import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test';

/** The people of the demo world (see `manage.py seed`); all share one password. */
export const CAST = {
  alice: 'alice@strato.example',
  mona: 'mona@strato.example',
  lena: 'lena@strato.example',
  olaf: 'olaf@strato.example',
  claire: 'claire@strato.example',
  ada: 'ada@strato.example',
} as const;
export type Member = keyof typeof CAST;
export const PASSWORD = 'strato-demo';

type Options = Parameters<Browser['newContext']>[0];
type Fixtures = {
  /** A browser of their own in which this person is signed in. */
  as: (who: Member | 'guest', options?: Options) => Promise<Page>;
  /** Fails when axe finds anything on the page as it stands: WCAG 2.2 AA and good practice, or only the rules named. */
  seemsAccessible: (page: Page, rules?: string[]) => Promise<void>;
};

export const test = base.extend<Fixtures>({
  as: async ({ browser, baseURL, viewport, isMobile, hasTouch, locale }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (who, options) => {
      const context = await browser.newContext({ baseURL, viewport, isMobile, hasTouch, locale, ...options });
      opened.push(context);
      if (who !== 'guest') await signIn(context, who);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are needed
  seemsAccessible: async ({}, use) => {
    await use(async (page, rules) => {
      await page.evaluate(settled); // a color on its way from one theme to the other has the contrast of neither
      const axe = new AxeBuilder({ page });
      const judge = rules ? axe.withRules(rules) : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
      const { violations } = await judge.analyze();
      const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join('\n  ')}`);
      expect(found, `${page.url()}\n${found.join('\n')}`).toEqual([]);
    });
  },
});

/** Every page that this context opens from now on is this person's. */
export async function signIn(context: BrowserContext, who: Member): Promise<void> {
  const answer = await context.request.post('/api/token/', { data: { email: CAST[who], password: PASSWORD } });
  expect(answer.ok(), `${who} can sign in`).toBe(true);
  const { refresh } = await answer.json();
  await context.addInitScript((token) => {
    if (localStorage.getItem('given')) return; // the app renews it: keep what it made of it
    localStorage.setItem('given', 'yes');
    localStorage.setItem('strato-refresh', token);
  }, refresh);
}

/** In the page: resolves when every transition that ends has ended. */
async function settled() {
  const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
  await Promise.allSettled(ending.map((one) => one.finished));
}

export { expect };
