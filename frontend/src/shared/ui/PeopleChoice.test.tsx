import type { UseQueryResult } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { PersonCard } from '@/shared/api/gen/types.gen';
import { show } from '@/test/render';
import { PeopleChoice } from './PeopleChoice';

const friend = (id: string, display_name: string) =>
  ({ id, display_name, username: id, avatar_url: null, relation: 'friend' }) as unknown as PersonCard;
const query = { data: [friend('bob', 'Bob'), friend('mona', 'Mona')], isPending: false } as unknown as UseQueryResult<PersonCard[]>;

it('shows who is there already as what they are, and lets the others be chosen', async () => {
  const onChoose = vi.fn();
  const words = { label: 'Search people', empty: { title: 'No friends yet', why: '' } };
  const { person } = show(
    <PeopleChoice
      {...words}
      query={query}
      search={undefined}
      onSearch={vi.fn()}
      chosen={[]}
      onChoose={onChoose}
      taken={new Map([['mona', 'Going']])}
    />,
  );
  const mona = await screen.findByRole<HTMLInputElement>('checkbox', { name: /Mona.*Going/s });
  expect([mona.checked, mona.disabled]).toEqual([true, true]);
  await person.click(screen.getByRole('checkbox', { name: /Bob/ }));
  expect(onChoose).toHaveBeenCalledExactlyOnceWith(['bob']);
});
