import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { show } from '@/test/render';
import { SearchField } from './SearchField';

function Page({ onSearch }: { onSearch: (text: string | undefined) => void }) {
  const [text, setText] = useState<string>();
  return (
    <>
      <SearchField
        label="Search people"
        value={text}
        onSearch={(next) => {
          onSearch(next);
          setText(next);
        }}
      />
      <button type="button" onClick={() => setText(undefined)}>
        Clear filters
      </button>
    </>
  );
}

it('searches once the typing rests, and keeps the focus', async () => {
  const onSearch = vi.fn();
  const { person } = show(<Page onSearch={onSearch} />);
  const field = screen.getByRole('searchbox', { name: 'Search people' });
  await person.type(field, 'mona ');
  await waitFor(() => expect(onSearch).toHaveBeenCalledExactlyOnceWith('mona'));
  expect(document.activeElement).toBe(field);
  await person.type(field, 'l');
  await waitFor(() => expect(onSearch).toHaveBeenLastCalledWith('mona l'));
});

it('is empty again when the filters are cleared elsewhere', async () => {
  const { person } = show(<Page onSearch={() => undefined} />);
  const field = screen.getByRole<HTMLInputElement>('searchbox');
  await person.type(field, 'x');
  await waitFor(() => expect(field.value).toBe('x'));
  await new Promise((resolve) => setTimeout(resolve, 400));
  await person.click(screen.getByRole('button'));
  expect(field.value).toBe('');
});
