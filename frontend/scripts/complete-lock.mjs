/**
 * Puts the optional binaries of other platforms back into package-lock.json.
 *
 * A registry mirror that serves one platform only makes npm drop the others from the lock; `npm ci` then
 * fails, and laptops of another kind miss their native bindings. Run after adding a package with native
 * parts: `npm i && node scripts/complete-lock.mjs && npm i`. Entries added here carry no integrity hash.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = ['android', 'darwin', 'linux', 'win32', 'freebsd', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony'];
const PROCESSORS = ['arm64', 'x64', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32', 'arm'];

/** The nearest installed copy of `name`, looked up the way node resolves it from `from`. */
function resolve(packages, from, name) {
  for (let folder = from; ; ) {
    const key = `${folder ? `${folder}/` : ''}node_modules/${name}`;
    if (packages[key]) return key;
    if (!folder) return undefined;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1));
  }
}

/** What a package's name says about the machine it is for. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.find((system) => words.some((word) => word.startsWith(system)));
  const cpu = PROCESSORS.find((processor) => words.includes(processor)) ?? (/arm(v7|eabi|-)/.test(name) ? 'arm' : undefined);
  const libc = /musl/.test(name) ? ['musl'] : /linux.*gnu/.test(name) ? ['glibc'] : undefined;
  return { ...(cpu && { cpu: [cpu] }), ...(libc && { libc }), ...(os && { os: [os] }) };
}

const file = process.argv[2] ?? 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));
const packages = lock.packages;
let added = 0;

for (const [key, owner] of Object.entries(packages)) {
  for (const [name, range] of Object.entries(owner.optionalDependencies ?? {})) {
    const known = resolve(packages, key, name);
    if (known && packages[known].version) continue;
    const version = range.replace(/^[~^]/, '');
    if (!/^\d+\.\d+\.\d+/.test(version)) {
      console.warn('skipped', name, range);
      continue;
    }
    packages[`node_modules/${name}`] = {
      version,
      ...platformOf(name),
      ...(owner.dev && { dev: true }),
      optional: true,
    };
    added++;
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`added ${added}`);
