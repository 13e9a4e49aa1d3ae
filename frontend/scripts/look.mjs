/**
 * Pictures of a page, to be looked at: light and dark, 1280 and 390 wide, into var/look/.
 *   npm run look -- /prints --as alice@example.org:password --base http://localhost:8000 --full
 * Without --as one looks as a guest. `--click "text"` presses something first.
 */
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openBrowser, sessionOf } from './browser.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    as: { type: 'string' },
    base: { type: 'string', default: process.env.BASE_URL ?? 'http://localhost:8000' },
    click: { type: 'string' },
    language: { type: 'string', default: 'en' },
    full: { type: 'boolean', default: false },
  },
});
const folder = '../var/look';
mkdirSync(folder, { recursive: true });
const session = values.as ? await sessionOf(values.base, ...values.as.split(':')) : undefined;
const browser = await openBrowser();
for (const path of positionals.length ? positionals : ['/'])
  for (const colorScheme of ['light', 'dark'])
    for (const width of [1280, 390]) {
      const context = await browser.newContext({
        baseURL: values.base,
        colorScheme,
        locale: values.language,
        viewport: { width, height: width === 390 ? 844 : 800 },
        serviceWorkers: 'block',
      });
      await context.addInitScript((token) => token && localStorage.setItem('strato-refresh', token), (await session?.())?.refresh);
      const page = await context.newPage();
      page.on('pageerror', (error) => console.error(`${path} ${colorScheme} ${width}: ${error.message}`));
      page.on('console', (line) => line.type() === 'error' && console.error(`${path} ${colorScheme} ${width}: ${line.text()}`));
      await page.goto(path);
      await page.waitForLoadState('networkidle').catch(() => undefined);
      if (values.click) await page.getByText(values.click).first().click();
      await page.waitForTimeout(800);
      const name = `${folder}/${path.replaceAll(/[^\w-]+/g, '_').replace(/^_/, '') || 'start'}-${colorScheme}-${width}.png`;
      await page.screenshot({ path: name, fullPage: values.full });
      console.log(name);
      await context.close();
    }
await browser.close();
