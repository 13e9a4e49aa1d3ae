import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Event } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { PeopleChoice } from '@/shared/ui/PeopleChoice';
import { toast } from '@/shared/ui/toast';
import { acts, attendeesQuery, eventQuery, guestsQuery } from './api';

/** Friends at once, others by their name; those who are chosen stay chosen while one looks for more. */
export function InviteDialog({ event, onClose }: { event: Event; onClose: () => void }) {
  const { t } = useTranslation('events');
  const queries = useQueryClient();
  const [search, setSearch] = useState<string>();
  const [chosen, setChosen] = useState<string[]>([]);
  const query = useQuery(guestsQuery(search));
  const { data: answers } = useInfiniteQuery(attendeesQuery(event.id));
  const taken = useMemo(() => {
    const rows = answers?.pages.flatMap(({ results }) => results).filter(({ status }) => status !== 'removed') ?? [];
    return new Map(rows.map(({ person, status }) => [person.id, t(`common:status.attendance.${status}`)]));
  }, [answers, t]);
  const invite = useMutation({
    mutationFn: () => acts.invite(event.id, chosen),
    onSuccess: (saved) => {
      queries.setQueryData(eventQuery(event.id).queryKey, saved);
      toast(t('invite.done', { count: chosen.length }), `event-${event.id}`);
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['events'] }),
  });
  return (
    <Dialog onClose={onClose} title={t('invite.title', { title: event.title })}>
      <form
        onSubmit={(submit) => {
          submit.preventDefault();
          if (chosen.length > 0) invite.mutate();
        }}
      >
        <Stack>
          <PeopleChoice
            query={query}
            label={t('invite.search')}
            search={search}
            onSearch={setSearch}
            chosen={chosen}
            onChoose={setChosen}
            without={[event.organizer.id]}
            taken={taken}
            empty={{ title: t('invite.no_friends'), why: t('invite.no_friends_why') }}
          />
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
            <Button type="submit" loading={invite.isPending} disabled={chosen.length === 0}>
              {t('invite.verb', { count: chosen.length })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
