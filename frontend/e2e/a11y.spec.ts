import { readFileSync } from 'node:fs';
import type { APIRequestContext, Browser, BrowserContext, Page } from '@playwright/test';
import { CAST, expect, type Member, PASSWORD, signIn, test } from './cast';

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

type Api = (path: string) => Promise<Record<string, never>>;
type Visit = {
  as: Member | 'guest';
  /** Where, when the route's own path doesn't say it. */
  at?: string | ((api: Api) => Promise<string>);
  /** What is looked at, when it isn't the page as it opens. */
  state?: string;
  open?: (page: Page) => Promise<unknown>;
};

const first = (list: string, address: (id: string) => string) => async (api: Api) => {
  const { results } = (await api(`${list}${list.includes('?') ? '&' : '?'}page_size=1`)) as unknown as { results: { id: string }[] };
  return address(results[0].id);
};
const ownProduct = async (api: Api) => {
  const { results } = (await api('/api/products/?mine=true&page_size=1')) as unknown as { results: { slug: string }[] };
  return `/maker/products/${results[0].slug}`;
};
const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();
const inDialog = (page: Page) => page.getByRole('dialog').first().waitFor();
const fails = (path: string) => async (page: Page) => {
  await page.route(path, (route) => route.fulfill({ status: 500, json: {} }));
  await page.reload();
  await page.getByRole('alert').waitFor();
};

const NOBODYS = '00000000-0000-7000-8000-000000000000';

/** Every route of the app as one who has it, then what stands on top of pages and what they say when there is nothing. */
const VISITS: Record<string, Visit[]> = {
  '/': [{ as: 'guest' }, { as: 'guest', at: '/no-such-page', state: 'missing' }],
  '/cart': [{ as: 'guest' }],
  '/checkout/': [{ as: 'alice' }],
  '/checkout/failed': [{ as: 'alice', at: `/checkout/failed?order=${NOBODYS}`, state: 'missing' }],
  '/checkout/success': [{ as: 'alice', at: `/checkout/success?order=${NOBODYS}`, state: 'missing' }],
  '/confirm-email': [{ as: 'guest', at: '/confirm-email?uid=x&token=y', state: 'refused' }],
  '/confirm-new-email': [{ as: 'guest', at: '/confirm-new-email?token=x', state: 'refused' }],
  '/events/': [
    { as: 'guest' },
    { as: 'alice', at: '/events?view=calendar' },
    { as: 'alice', at: '/events?view=map' },
    { as: 'alice', at: '/events?search=nothing-like-it', state: 'nothing found' },
    { as: 'alice', at: '/events', state: 'asked where', open: press('Nearby…') },
    { as: 'alice', at: '/events', state: 'feed open', open: (page) => press('Calendar feed')(page).then(() => inDialog(page)) },
    { as: 'alice', at: '/events', state: 'failed', open: fails('**/api/events/?**') },
  ],
  '/events/$eventId/': [
    { as: 'guest', at: first('/api/events/', (id) => `/events/${id}`) },
    { as: 'alice', at: first('/api/events/?scope=hosting', (id) => `/events/${id}`) },
    {
      as: 'alice',
      at: first('/api/events/?scope=hosting', (id) => `/events/${id}`),
      state: 'inviting',
      open: (page) => press('Invite people…')(page).then(() => inDialog(page)),
    },
    { as: 'alice', at: `/events/${NOBODYS}`, state: 'missing' },
  ],
  '/events/$eventId/edit': [{ as: 'alice', at: first('/api/events/?scope=hosting', (id) => `/events/${id}/edit`) }],
  '/events/new': [{ as: 'alice' }],
  '/forgot-password': [{ as: 'guest' }],
  '/home': [{ as: 'alice' }],
  '/inbox/': [
    { as: 'alice' },
    { as: 'alice', at: '/inbox?box=archived', state: 'empty' },
    { as: 'alice', at: '/inbox?search=nothing-like-it', state: 'nothing found' },
    { as: 'alice', state: 'beginning one', open: (page) => press('New conversation')(page).then(() => inDialog(page)) },
  ],
  '/inbox/$conversationId': [{ as: 'alice', at: `/inbox/${NOBODYS}`, state: 'missing' }],
  '/jobs/$jobId': [{ as: 'alice', at: first('/api/print-jobs/?scope=mine', (id) => `/jobs/${id}`) }],
  '/labs/': [{ as: 'guest' }],
  '/labs/$labId': [{ as: 'guest', at: first('/api/labs/', (id) => `/labs/${id}`) }],
  '/labs/apply': [{ as: 'alice' }],
  '/maker/': [{ as: 'mona' }, { as: 'lena' }, { as: 'alice', state: 'empty' }],
  '/maker/lab': [{ as: 'mona' }, ...['members', 'prices', 'hours'].map((tab): Visit => ({ as: 'lena', at: `/maker/lab?tab=${tab}` }))],
  '/maker/orders/': [{ as: 'lena' }],
  '/maker/orders/$orderId': [{ as: 'lena', at: `/maker/orders/${NOBODYS}`, state: 'missing' }],
  '/maker/printers': [{ as: 'mona' }],
  '/maker/earnings': [{ as: 'lena' }, { as: 'lena', at: '/maker/earnings?since=2020-01-01&until=2020-02-01', state: 'nothing found' }],
  '/maker/products/': [{ as: 'lena' }, { as: 'lena', at: '/maker/products?search=nothing-like-it', state: 'nothing found' }],
  '/maker/products/$slug': [{ as: 'lena', at: ownProduct }],
  '/maker/products/new': [{ as: 'lena' }],
  '/maker/review': [{ as: 'mona' }],
  '/maker/stock': [{ as: 'mona' }, { as: 'lena', at: '/maker/stock?tab=prices' }],
  '/models': [{ as: 'alice' }],
  '/notifications': [{ as: 'alice' }],
  '/orders/': [{ as: 'alice' }, { as: 'alice', at: '/orders?status=refunded', state: 'nothing found' }],
  '/orders/$orderId': [{ as: 'alice', at: `/orders/${NOBODYS}`, state: 'missing' }],
  '/people/': [
    { as: 'alice' },
    ...['requests', 'find', 'blocked'].map((tab): Visit => ({ as: 'alice', at: `/people?tab=${tab}` })),
    { as: 'alice', at: '/people?tab=find&search=mona' },
    { as: 'alice', at: '/people?search=nobody-at-all', state: 'nothing found' },
    { as: 'alice', state: 'failed', at: '/people', open: fails('**/api/friends/?**') },
  ],
  '/people/$username': [
    { as: 'alice', at: '/people/mona' },
    { as: 'alice', at: '/people/david', state: 'closed' },
    { as: 'alice', at: '/people/alice', state: 'own' },
    { as: 'alice', at: '/people/no-such-person', state: 'missing' },
  ],
  '/pets/': [{ as: 'alice' }, { as: 'ada', state: 'empty' }, { as: 'alice', state: 'failed', open: fails('**/api/pets/?**') }],
  '/pets/$petId/': [
    { as: 'guest', at: first('/api/pets/', (id) => `/pets/${id}`) },
    { as: 'alice', at: first('/api/pets/?mine=true', (id) => `/pets/${id}`) },
    { as: 'alice', at: `/pets/${NOBODYS}`, state: 'missing' },
  ],
  '/pets/$petId/edit': [
    {
      as: 'alice',
      at: first('/api/pets/?mine=true', (id) => `/pets/${id}/edit`),
      state: 'measuring',
      open: (page) => page.getByRole('textbox', { name: 'Chest' }).focus(),
    },
  ],
  '/pets/$petId/made-to-measure': [
    { as: 'alice', at: first('/api/pets/?mine=true', (id) => `/pets/${id}/made-to-measure`) },
    { as: 'alice', at: `/pets/${NOBODYS}/made-to-measure`, state: 'missing' },
  ],
  '/pets/new': [{ as: 'alice' }],
  '/platform/': [{ as: 'ada' }],
  '/platform/categories': [
    { as: 'ada' },
    { as: 'ada', state: 'dialog open', open: (page) => press('Add category')(page).then(() => inDialog(page)) },
  ],
  '/platform/coupons': [
    { as: 'ada' },
    { as: 'ada', state: 'dialog open', open: (page) => press('Add coupon')(page).then(() => inDialog(page)) },
  ],
  '/platform/labs': [
    { as: 'ada' },
    { as: 'ada', state: 'decision open', open: (page) => press(/^Open (?!navigation)/)(page).then(() => inDialog(page)) },
  ],
  '/platform/materials': [
    { as: 'ada' },
    { as: 'ada', state: 'dialog open', open: (page) => press('Add material')(page).then(() => inDialog(page)) },
  ],
  '/platform/money': [{ as: 'ada' }],
  '/platform/orders/': [{ as: 'ada' }, { as: 'ada', at: '/platform/orders?search=nobody-at-all', state: 'nothing found' }],
  '/platform/orders/$orderId': [{ as: 'ada', at: `/platform/orders/${NOBODYS}`, state: 'missing' }],
  '/platform/reports/': [
    { as: 'ada', at: '/platform/reports?status=all' },
    { as: 'ada', at: '/platform/reports?kind=pet&status=dismissed', state: 'nothing found' },
  ],
  '/platform/reports/$reportId': [
    { as: 'ada', at: first('/api/reports/', (id) => `/platform/reports/${id}`) },
    { as: 'ada', at: `/platform/reports/${NOBODYS}`, state: 'missing' },
  ],
  '/platform/users': [{ as: 'ada' }, { as: 'ada', at: '/platform/users?search=nobody-at-all', state: 'nothing found' }],
  '/print/': [{ as: 'guest' }],
  '/print/labs': [{ as: 'guest', at: `/print/labs?quote=${NOBODYS}`, state: 'missing' }],
  '/prints': [
    { as: 'alice' },
    { as: 'ada', state: 'empty' },
    { as: 'alice', state: 'failed', open: fails('**/api/print-jobs/?**') },
    { as: 'alice', state: 'palette open', open: (page) => page.keyboard.press('Control+k').then(() => inDialog(page)) },
    { as: 'alice', state: 'keys listed', open: (page) => page.keyboard.press('?').then(() => inDialog(page)) },
  ],
  '/register': [{ as: 'guest' }],
  '/leaving': [{ as: 'guest', at: '/leaving?until=2027-03-01T12:00:00Z' }],
  '/reset-password': [{ as: 'guest', at: '/reset-password?uid=x&token=y' }],
  '/settings/$tab': [
    ...['profile', 'look', 'security', 'notifications', 'api-keys', 'webhooks', 'data'].map(
      (tab): Visit => ({ as: 'alice', at: `/settings/${tab}` }),
    ),
    { as: 'mona', at: '/settings/addresses', state: 'dialog open', open: (page) => press('Add address')(page).then(() => inDialog(page)) },
    { as: 'lena', at: '/settings/webhooks', state: 'dialog open', open: (page) => press('Add webhook')(page).then(() => inDialog(page)) },
    { as: 'alice', at: '/settings/api-keys', state: 'dialog open', open: (page) => press('New API key')(page).then(() => inDialog(page)) },
  ],
  '/shop/': [{ as: 'guest' }, { as: 'guest', at: '/shop?search=nothing-like-it', state: 'nothing found' }],
  '/shop/$slug': [
    { as: 'alice', at: '/shop/layer-mug' },
    { as: 'guest', at: '/shop/layer-mug', state: 'cart open', open: (page) => press('Add to cart')(page).then(() => inDialog(page)) },
  ],
  '/sign-in': [{ as: 'guest' }, { as: 'guest', state: 'refused', open: press('Sign in') }],
  '/wishlist': [{ as: 'alice' }],
};
const LEADS_ON = ['/settings/', '/inbox'];

test('every route is visited', () => {
  const tree = readFileSync('src/app/routeTree.gen.ts', 'utf8');
  const paths = /fullPaths:\n([^\n]*\n)+? {2}fileRoutesByTo/
    .exec(tree)?.[0]
    .match(/'\/[^']*'/g)
    ?.map((path) => path.slice(1, -1));
  expect(new Set(paths)).toEqual(new Set([...Object.keys(VISITS), ...LEADS_ON]));
});

for (const [route, visits] of Object.entries(VISITS))
  for (const { as: who, at = route, state = '', open } of visits)
    test(`${typeof at === 'string' ? at : route} ${state} as ${who}: axe on a desk and a phone, light and dark, no sideways scroll`, async ({
      request,
      browser,
      baseURL,
      seemsAccessible,
    }) => {
      const page = await (await browserOf(who, browser, baseURL)).newPage();
      await page.goto(typeof at === 'string' ? at : await at(await askedAs(request, who)));
      await page.locator('h1').waitFor();
      await expect(page.locator('main').locator('[aria-busy="true"], .mantine-Skeleton-root')).toHaveCount(0);
      await open?.(page);
      await seemsAccessible(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
      await seemsAccessible(page, ['color-contrast']); // all that a theme changes
      await intoTheHand(page);
      await seemsAccessible(page);
      await staysWithin(page);
      await page.close();
    });

/** One browser for each person, for all their visits: signing in is looked at elsewhere. */
const browsers = new Map<string, Promise<BrowserContext>>();
function browserOf(who: Member | 'guest', browser: Browser, baseURL?: string): Promise<BrowserContext> {
  const open = async () => {
    const context = await browser.newContext({ baseURL, viewport: DESK, locale: 'en-US', colorScheme: 'light', reducedMotion: 'reduce' });
    if (who !== 'guest') await signIn(context, who);
    return context;
  };
  const opened = browsers.get(who) ?? open();
  browsers.set(who, opened);
  return opened;
}
test.afterAll(async () => {
  for (const context of browsers.values()) await (await context).close();
  browsers.clear();
});

/** The same page on a phone: as narrow, and pointed at with a finger. */
async function intoTheHand(page: Page): Promise<void> {
  await page.setViewportSize(PHONE);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  expect(await page.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(true);
}

async function askedAs(request: APIRequestContext, who: Member | 'guest'): Promise<Api> {
  if (who === 'guest') return async (path) => (await request.get(path)).json();
  const { access } = await (await request.post('/api/token/', { data: { email: CAST[who], password: PASSWORD } })).json();
  return async (path) => (await request.get(path, { headers: { Authorization: `Bearer ${access}` } })).json();
}

/** At 320 px, at 200 % of a desk (640 px), and read from right to left, a page scrolls one way only (WCAG 1.4.10). */
async function staysWithin(page: Page): Promise<void> {
  for (const [width, direction] of [
    [640, 'ltr'],
    [320, 'ltr'],
    [320, 'rtl'],
  ] as const) {
    await page.setViewportSize({ width, height: 640 });
    const wide = await page.evaluate(async (dir) => {
      document.documentElement.dir = dir;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const root = document.scrollingElement as Element;
      return root.scrollWidth;
    }, direction);
    expect(wide, `${page.url()} at ${width} px, ${direction}`).toBeLessThanOrEqual(width);
  }
}
