import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { PeopleChoice } from '@/shared/ui/PeopleChoice';
import { acts, peopleQuery } from './api';

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
  return (
    <Dialog onClose={onClose} title={t('new.title')}>
      <form
        onSubmit={(submit) => {
          submit.preventDefault();
          if (isReady) begin.mutate();
        }}
      >
        <Stack>
          <PeopleChoice
            query={query}
            label={t('new.search')}
            search={search}
            onSearch={setSearch}
            chosen={chosen}
            onChoose={setChosen}
            empty={{ title: t('new.nobody'), why: t('new.nobody_why') }}
          />
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
