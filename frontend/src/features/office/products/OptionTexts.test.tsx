import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeAll, expect, test } from 'vitest';
import { configureApi } from '@/shared/api/client';
import type { Product } from '@/shared/api/gen/types.gen';
import { show } from '@/test/render';
import { answerTheApi, server } from '@/test/server';
import { OptionTexts } from './OptionTexts';

answerTheApi();
beforeAll(() => configureApi());

const MUG = {
  slug: 'mug',
  language: 'en',
  version: 'v1',
  option_texts: { es: { Black: 'Negro' } },
  variants: [{ options: { Color: 'Teal' } }, { options: { Color: 'Black', 'Wall 0.4 mm': 'yes' } }],
} as unknown as Product;

test('each word of the options is asked for once, and sent beside those of other languages', async () => {
  const sent: unknown[] = [];
  server.use(
    http.patch('*/api/products/mug/', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...MUG, version: 'v2' });
    }),
  );
  const { person } = show(<OptionTexts product={MUG} />);
  const fields = await screen.findAllByRole('textbox');
  expect(fields.map((field) => field.getAttribute('aria-label'))).toEqual([
    'Color in Deutsch',
    'Teal in Deutsch',
    'Black in Deutsch',
    'Wall 0.4 mm in Deutsch',
    'yes in Deutsch',
  ]);
  expect(fields.map((field) => field.lang)).toEqual(Array(5).fill('de'));
  await person.type(fields[3], 'Wand 0,4 mm');
  await person.click(screen.getByRole('radio', { name: 'Español' }));
  expect(screen.getByLabelText<HTMLInputElement>('Black in Español').value).toBe('Negro');
  await person.type(screen.getByLabelText('Teal in Español'), 'Petróleo');
  await person.click(screen.getByRole('button', { name: 'Save words' }));
  await waitFor(() =>
    expect(sent).toEqual([{ option_texts: { de: { 'Wall 0.4 mm': 'Wand 0,4 mm' }, es: { Black: 'Negro', Teal: 'Petróleo' } } }]),
  );
});

test('without options there is nothing to translate', () => {
  show(<OptionTexts product={{ ...MUG, variants: [{ options: {} }] } as unknown as Product} />);
  expect(screen.queryByRole('textbox')).toBeNull();
});
