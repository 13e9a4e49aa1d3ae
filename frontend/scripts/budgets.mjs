/**
 * Bytes per route against the budget: gzip of everything that a first visit must load before the page is there,
 * read from Vite's manifest (the static import closure of the entry and of the route's own chunk).
 * Ends with 1 when a limit is exceeded. `npm run build` first.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const KB = 1000; // as Vite prints
const SHELL = 210;
const CSS = 40;
const FONT = 50;
const LOCALE = 20;

/** The first pattern that fits a route's file name says its limit; `with` names what the page always loads after. */
const ROUTES = [
  { pattern: /^(index|sign-in|register|password|reset|confirm|verify)/, limit: 230 },
  { pattern: /^(shop|wishlist|cart|checkout|orders)/, limit: 230 },
  { pattern: /^print|^models|^jobs/, limit: 350 },
  { pattern: /^(home|maker|platform)(\.index)?$/, limit: 340 },
  { pattern: /./, limit: 300 },
];
/** Loaded only where they are used: what they add to the shell and the page (`on`) that is there already. */
const LAZY = [
  { file: 'src/shared/viewer/ModelViewer.tsx', on: 'print.index', limit: 150 },
  { file: 'src/shared/ui/Chart.tsx', on: 'home', limit: 125 },
  { file: 'src/shared/ui/LeafletMap.tsx', on: 'print.labs', limit: 90 },
];

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
const sizes = new Map();

function gzipped(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length);
  return sizes.get(file);
}

/** Keys of all chunks that `key` needs before it can run. */
function closure(key, seen = new Set()) {
  if (seen.has(key) || !manifest[key]) return seen;
  seen.add(key);
  for (const imported of manifest[key].imports ?? []) closure(imported, seen);
  return seen;
}

const weigh = (keys) => [...keys].reduce((sum, key) => sum + gzipped(manifest[key].file), 0) / KB;
const styles = (keys) =>
  [...new Set([...keys].flatMap((key) => manifest[key].css ?? []))].reduce((sum, file) => sum + gzipped(file), 0) / KB;

const rows = [];
const judge = (what, size, limit) => rows.push({ what, size, limit, ok: size <= limit });

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const shell = closure(entry);
judge('shell', weigh(shell), SHELL);
judge('shell css', styles(shell), CSS);

for (const key of Object.keys(manifest).sort()) {
  const name = /^src\/routes\/(.+)\.tsx\?tsr-split=component/.exec(key)?.[1];
  if (!name || name === '__root') continue;
  const { limit } = ROUTES.find(({ pattern }) => pattern.test(name));
  judge(`route ${name}`, weigh(closure(key, new Set(shell))), limit);
}
for (const { file, on, limit } of LAZY) {
  const key = Object.keys(manifest).find((one) => one === file || manifest[one].src === file);
  if (!key) continue;
  const there = closure(`src/routes/${on}.tsx?tsr-split=component`, new Set(shell));
  judge(`lazy ${file.split('/').at(-1)}`, weigh([...closure(key)].filter((one) => !there.has(one))), limit);
}
// Texts come by namespace: a page loads the common ones and its feature's.
const texts = {};
for (const key of Object.keys(manifest)) {
  const [, language, namespace] = /^locales\/(\w+)\/(\w+)\.json$/.exec(key) ?? [];
  if (!language) continue;
  texts[language] ??= { common: 0, largest: 0 };
  const size = gzipped(manifest[key].file) / KB;
  if (namespace === 'common') texts[language].common = size;
  else texts[language].largest = Math.max(texts[language].largest, size);
}
for (const [language, { common, largest }] of Object.entries(texts)) judge(`texts ${language}`, common + largest, LOCALE);
const latin = Object.values(manifest).find(({ file }) => /inter-latin-wght-normal/.test(file))?.file;
if (latin) judge('font latin', readFileSync(`dist/${latin}`).length / KB, FONT);

for (const { what, size, limit, ok } of rows)
  console.log(`${ok ? 'ok  ' : 'OVER'} ${what.padEnd(36)} ${size.toFixed(1).padStart(7)} kB of ${limit}`);
if (rows.some(({ ok }) => !ok)) process.exit(1);
