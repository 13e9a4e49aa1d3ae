/**
 * Lighthouse over the pages of a first visit: accessibility, best practices and SEO have to be 100, layout shift at most 0.02;
 * the largest paint is printed only, as it says more about the machine. `BASE_URL` names the running product.
 */
import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';
import { launchOptions } from './browser.mjs';

const PAGES = ['/', '/sign-in', '/labs', '/print'];
const PERFECT = ['accessibility', 'best-practices', 'seo'];
const MOST_SHIFT = 0.02;

const base = process.env.BASE_URL ?? 'http://localhost:8000';
const chrome = await launch({ chromePath: launchOptions.executablePath, chromeFlags: ['--headless=new', ...launchOptions.args] });
let isGood = true;
for (const path of PAGES) {
  const { lhr } = await lighthouse(base + path, { port: chrome.port, onlyCategories: ['performance', ...PERFECT] }, desktopConfig);
  const scores = PERFECT.map((category) => [category, Math.round(100 * lhr.categories[category].score)]);
  const shift = lhr.audits['cumulative-layout-shift'].numericValue;
  const paint = lhr.audits['largest-contentful-paint'].displayValue;
  console.log(
    `${path.padEnd(10)} ${scores.map(([name, score]) => `${name} ${score}`).join('  ')}  shift ${shift.toFixed(3)}  largest paint ${paint}`,
  );
  for (const [category, score] of scores)
    if (score < 100)
      for (const { id } of lhr.categories[category].auditRefs)
        if (lhr.audits[id].score === 0) console.log(`  ${category}: ${lhr.audits[id].title}`);
  isGood &&= shift <= MOST_SHIFT && scores.every(([, score]) => score === 100);
}
await chrome.kill();
if (!isGood) process.exit(1);
