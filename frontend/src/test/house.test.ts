import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NAVIGATION } from '@/app/shell/navigation';

const routes = readdirSync('src/routes').filter((file) => file.endsWith('.tsx'));
const isComponent = (name: string) => /^[A-Z][a-z]/.test(name);

/** What a file takes from features as values: `{ from, names }`. */
function takes(file: string) {
  const text = readFileSync(`src/routes/${file}`, 'utf8');
  return [...text.matchAll(/^import \{([^}]+)\} from '@\/features\/([^']+)';/gm)].map(([, names, from]) => ({
    from,
    names: names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name && !name.startsWith('type ')),
  }));
}

describe('the house', () => {
  it.each(routes)('%s takes components alone from files of components, else a page would come with the shell', (file) => {
    for (const { from, names } of takes(file)) {
      if (!existsSync(`src/features/${from}.tsx`)) continue;
      const others = names.filter((name) => !isComponent(name));
      expect(others, `move these out of ${from}`).toEqual([]);
    }
  });

  it('leads only to pages that there are', () => {
    const tree = readFileSync('src/app/routeTree.gen.ts', 'utf8');
    const known = new Set([...tree.matchAll(/^ {2}'([^']+)': typeof/gm)].map(([, path]) => path.replace(/(.)\/$/, '$1')));
    const missing = Object.values(NAVIGATION)
      .flat()
      .map(({ to }) => to)
      .filter((to) => !known.has(to));
    expect(missing).toEqual([]);
  });
});
