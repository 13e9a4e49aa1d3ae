import { Alert, Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { PersonLine } from '@/shared/ui/PersonLine';
import { SearchField } from '@/shared/ui/SearchField';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { acts, peopleQuery } from './api';
import classes from './Inbox.module.css';

/** With one person, or with several under a name. */
export function NewConversation({ onClose, onBegun }: { onClose: () => void; onBegun: (id: string) => void }) {
  const { t } = useTranslation('inbox');
  const [search, setSearch] = useState<string>();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [title, setTitle] = useState('');
  const query = useQuery(peopleQuery(search));
  const isGroup = chosen.length > 1;
  const begin = useMutation({
    mutationFn: () =>
      acts.begin(isGroup ? { kind: 'group', title: title.trim(), people: [...chosen] } : { kind: 'direct', person: chosen[0] }),
    onSuccess: ({ id }) => onBegun(id),
  });
  const isReady = chosen.length > 0 && (!isGroup || title.trim() !== '');
  const toggle = (id: string) => setChosen((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));
  return (
    <Dialog onClose={onClose} title={t('new.title')}>
      <form
        onSubmit={(submit) => {
          submit.preventDefault();
          if (isReady) begin.mutate();
        }}
      >
        <Stack>
          <SearchField label={t('new.search')} value={search} onSearch={setSearch} maw="none" data-autofocus />
          <QueryView
            query={{ ...query, data: query.data?.filter(({ relation }) => relation !== 'self') }}
            skeleton={<SkeletonRows rows={4} />}
            isEmpty={(people) => people.length === 0}
            isFiltered={Boolean(search)}
            onClearFilters={() => setSearch(undefined)}
            empty={<EmptyState title={t('new.nobody')}>{t('new.nobody_why')}</EmptyState>}
          >
            {(people) => (
              <Stack component="ul" gap="xs" className={classes.list} mah={320} style={{ overflowY: 'auto' }}>
                {people.map((person) => (
                  <li key={person.id}>
                    <Checkbox
                      checked={chosen.includes(person.id)}
                      onChange={() => toggle(person.id)}
                      label={<PersonLine person={person} below={person.username && `@${person.username}`} />}
                      styles={{ body: { alignItems: 'center' } }}
                    />
                  </li>
                ))}
              </Stack>
            )}
          </QueryView>
          {isGroup && (
            <TextInput
              label={t('new.name')}
              maxLength={80}
              required
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
          )}
          {begin.error ? (
            <Alert role="alert" color="red" variant="outline">
              {sentenceOf(begin.error)}
            </Alert>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={begin.isPending} disabled={!isReady}>
              {t(isGroup ? 'new.begin_group' : 'new.begin')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
