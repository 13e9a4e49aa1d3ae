import type { QueryClient } from '@tanstack/react-query';
import i18next from 'i18next';

/** First words of the keys of what the server tells in the reader's language. */
const TOLD = ['products', 'categories', 'cart'];

/** In another language, what was told before is forgotten, and what is on the page is asked for anew. Called once at start. */
export function retellIn(queries: QueryClient): void {
  let spoken = i18next.language;
  i18next.on('languageChanged', (language) => {
    if (language === spoken) return;
    spoken = language;
    for (const word of TOLD) void retell(queries, [word]);
  });
}

async function retell(queries: QueryClient, queryKey: string[]): Promise<void> {
  queries.removeQueries({ queryKey, type: 'inactive' });
  await queries.cancelQueries({ queryKey }); // a first answer on its way would be kept otherwise
  await queries.invalidateQueries({ queryKey });
}
