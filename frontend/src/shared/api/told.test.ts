import { QueryClient, QueryObserver } from '@tanstack/react-query';
import i18next from 'i18next';
import { afterEach, expect, it, vi } from 'vitest';
import { retellIn } from './told';

afterEach(() => i18next.changeLanguage('en'));

it('asks anew in another language, and keeps nothing of the old one', async () => {
  const queries = new QueryClient();
  retellIn(queries);
  const asked = vi.fn(async () => `Mug in ${i18next.language}`);
  queries.setQueryData(['products', 'one', 'unseen'], 'Cup in en');
  queries.setQueryData(['jobs'], 'jobs');
  const page = new QueryObserver(queries, { queryKey: ['products', 'one', 'mug'], queryFn: asked, staleTime: 60_000 });
  const leave = page.subscribe(() => undefined);
  await vi.waitFor(() => expect(page.getCurrentResult().data).toBe('Mug in en'));

  await i18next.changeLanguage('en');
  expect(asked).toHaveBeenCalledTimes(1);
  await i18next.changeLanguage('de');
  await vi.waitFor(() => expect(page.getCurrentResult().data).toBe('Mug in de'));
  expect(queries.getQueryData(['products', 'one', 'unseen'])).toBeUndefined();
  expect(queries.getQueryData(['jobs'])).toBe('jobs');
  leave();
});

it('drops an answer in the old language that is still on its way', async () => {
  const queries = new QueryClient();
  retellIn(queries);
  const answers: ((text: string) => void)[] = [];
  const page = new QueryObserver(queries, {
    queryKey: ['cart'],
    queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
  });
  const leave = page.subscribe(() => undefined);
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  await i18next.changeLanguage('es');
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]('una taza');
  answers[0]('a mug');
  await vi.waitFor(() => expect(page.getCurrentResult().data).toBe('una taza'));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(page.getCurrentResult().data).toBe('una taza');
  leave();
});
