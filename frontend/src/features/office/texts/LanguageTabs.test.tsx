import { useForm } from '@mantine/form';
import { screen, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { show } from '@/test/render';
import { LanguageTabs } from './LanguageTabs';
import { translationsOf, type Worded, wordedOf } from './texts';

const NAMES = ['name', 'summary'] as const;
const MUG = { language: 'en', own: { name: 'Mug', summary: 'Holds coffee' }, translations: { de: { name: 'Becher' } } } as const;

function Editor({ onSave }: { onSave: (values: Worded<'name' | 'summary'>) => void }) {
  const form = useForm({ initialValues: wordedOf(NAMES, MUG, 'en'), validate: { name: (name) => (name ? null : 'A name is needed') } });
  return (
    <form onSubmit={form.onSubmit(onSave)} noValidate>
      <LanguageTabs
        form={form}
        fields={[
          { name: 'name', label: 'Name', maxLength: 160 },
          { name: 'summary', label: 'Summary', maxLength: 300 },
        ]}
      />
      <button type="submit">Save</button>
    </form>
  );
}

it('shows what is missing in a language, and what its readers get instead', async () => {
  const { person } = show(<Editor onSave={vi.fn()} />);
  const german = await screen.findByRole('tab', { name: /Deutsch/ });
  expect(within(german).getByLabelText('1 text is missing')).toBeTruthy();
  await person.click(german);
  const read = screen.getByRole('region', { name: 'As readers of Deutsch see it' });
  expect(within(read).getByText('Becher').lang).toBe('de');
  expect(within(read).getByText('Holds coffee').lang).toBe('en');
  expect(within(read).getByText('English')).toBeTruthy();
  await person.type(screen.getByLabelText('Summary'), 'Hält Kaffee');
  expect(within(german).getByLabelText('Complete')).toBeTruthy();
  expect(within(read).queryByText('English')).toBeNull();
});

it('sends each language what was written in it', async () => {
  const save = vi.fn();
  const { person } = show(<Editor onSave={save} />);
  await person.click(await screen.findByRole('tab', { name: /Español/ }));
  await person.type(screen.getByLabelText('Name'), 'Taza');
  await person.click(screen.getByRole('button', { name: 'Save' }));
  const values = save.mock.calls[0][0];
  expect([values.language, values.name]).toEqual(['en', 'Mug']);
  expect(translationsOf(values)).toEqual({ de: { name: 'Becher' }, es: { name: 'Taza' } });
});

it('turns to the language whose text is at fault', async () => {
  const { person } = show(<Editor onSave={vi.fn()} />);
  await person.clear(await screen.findByLabelText(/Name/));
  await person.click(screen.getByRole('tab', { name: /Deutsch/ }));
  await person.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('A name is needed')).toBeTruthy();
  expect(screen.getByRole('tab', { name: /English/ }).getAttribute('aria-selected')).toBe('true');
});

it('makes a translation the original', async () => {
  const save = vi.fn();
  const { person } = show(<Editor onSave={save} />);
  await person.click(await screen.findByRole('combobox', { name: 'Language of the original' }));
  await person.click(await screen.findByRole('option', { name: 'Deutsch' }));
  expect((screen.getByLabelText(/Name/) as HTMLInputElement).value).toBe('Becher');
  await person.click(screen.getByRole('button', { name: 'Save' }));
  expect([save.mock.calls[0][0].language, save.mock.calls[0][0].name]).toEqual(['de', 'Becher']);
  expect(translationsOf(save.mock.calls[0][0])).toEqual({ en: { name: 'Mug', summary: 'Holds coffee' } });
});
