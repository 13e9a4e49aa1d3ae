import { Checkbox, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { PersonCard } from '@/shared/api/gen/types.gen';
import { PersonLine } from './PersonLine';
import { SearchField } from './SearchField';
import { EmptyState, QueryView, SkeletonRows } from './states';

type Props = {
  /** Friends at first, whoever is looked for by name after that. */
  query: UseQueryResult<PersonCard[]>;
  label: string;
  search: string | undefined;
  onSearch: (text: string | undefined) => void;
  chosen: readonly string[];
  onChoose: (chosen: string[]) => void;
  /** Who cannot be chosen: already there. */
  without?: readonly string[];
  /** Who is there, and as what: shown, so that nobody looks for them in vain. */
  taken?: ReadonlyMap<string, string>;
  empty: { title: string; why: string };
};

/** Several people, by friendship or name; who is chosen stays chosen while one looks for more. */
export function PeopleChoice({ query, label, search, onSearch, chosen, onChoose, without = [], taken, empty }: Props) {
  const toggle = (id: string) => onChoose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <>
      <SearchField label={label} value={search} onSearch={onSearch} maw="none" flex="none" w="100%" data-autofocus />
      <QueryView
        query={{ ...query, data: query.data?.filter(({ relation, id }) => relation !== 'self' && !without.includes(id)) }}
        skeleton={<SkeletonRows rows={4} />}
        isEmpty={(people) => people.length === 0}
        isFiltered={Boolean(search)}
        onClearFilters={() => onSearch(undefined)}
        empty={<EmptyState title={empty.title}>{empty.why}</EmptyState>}
      >
        {(people) => (
          <Stack component="ul" gap="xs" m={0} p={0} mah={320} style={{ overflowY: 'auto', listStyle: 'none' }}>
            {people.map((person) => (
              <li key={person.id}>
                <Checkbox
                  checked={chosen.includes(person.id) || taken?.has(person.id)}
                  disabled={taken?.has(person.id)}
                  onChange={() => toggle(person.id)}
                  label={<PersonLine isPlain person={person} below={taken?.get(person.id) ?? (person.username && `@${person.username}`)} />}
                  styles={{ body: { alignItems: 'center' } }}
                />
              </li>
            ))}
          </Stack>
        )}
      </QueryView>
    </>
  );
}
