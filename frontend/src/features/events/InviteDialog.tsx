import { Alert, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Event } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { PersonLine } from '@/shared/ui/PersonLine';
import { SearchField } from '@/shared/ui/SearchField';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { toast } from '@/shared/ui/toast';
import { acts, eventQuery, guestsQuery } from './api';
import classes from './Events.module.css';

/** Friends at once, others by their name; those who are chosen stay chosen while one looks for more. */
export function InviteDialog({ event, onClose }: { event: Event; onClose: () => void }) {
  const { t } = useTranslation('events');
  const queries = useQueryClient();
  const [search, setSearch] = useState<string>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const query = useQuery(guestsQuery(search));
  const invite = useMutation({
    mutationFn: () => acts.invite(event.id, [...chosen]),
    onSuccess: (saved) => {
      queries.setQueryData(eventQuery(event.id).queryKey, saved);
      toast(t('invite.done', { count: chosen.size }), `event-${event.id}`);
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['events'] }),
  });
  const toggle = (id: string) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <Dialog onClose={onClose} title={t('invite.title', { title: event.title })}>
      <form
        onSubmit={(submit) => {
          submit.preventDefault();
          if (chosen.size > 0) invite.mutate();
        }}
      >
        <Stack>
          <SearchField label={t('invite.search')} value={search} onSearch={setSearch} maw="none" data-autofocus />
          <QueryView
            query={{ ...query, data: query.data?.filter(({ relation, id }) => relation !== 'self' && id !== event.organizer.id) }}
            skeleton={<SkeletonRows rows={4} />}
            isEmpty={(people) => people.length === 0}
            isFiltered={Boolean(search)}
            onClearFilters={() => setSearch(undefined)}
            empty={<EmptyState title={t('invite.no_friends')}>{t('invite.no_friends_why')}</EmptyState>}
          >
            {(people) => (
              <Stack component="ul" gap="xs" className={classes.list} mah={320} style={{ overflowY: 'auto' }}>
                {people.map((person) => (
                  <li key={person.id}>
                    <Checkbox
                      checked={chosen.has(person.id)}
                      onChange={() => toggle(person.id)}
                      label={<PersonLine isPlain person={person} below={person.username && `@${person.username}`} />}
                      styles={{ body: { alignItems: 'center' } }}
                    />
                  </li>
                ))}
              </Stack>
            )}
          </QueryView>
          <Text size="sm" c="dimmed">
            {t('invite.help')}
          </Text>
          {invite.error ? (
            <Alert role="alert" color="red" variant="outline">
              {sentenceOf(invite.error)}
            </Alert>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={invite.isPending} disabled={chosen.size === 0}>
              {t('invite.verb', { count: chosen.size })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
