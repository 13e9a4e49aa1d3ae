import { ActionIcon, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconUserMinus } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Attendance, Event } from '@/shared/api/gen/types.gen';
import { formatNumber } from '@/shared/lib/format';
import { confirm } from '@/shared/ui/confirm';
import { PersonLine } from '@/shared/ui/PersonLine';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { toast, toastError } from '@/shared/ui/toast';
import { acts, attendeesQuery } from './api';
import classes from './Events.module.css';

const ORDER = ['going', 'waiting', 'maybe', 'invited', 'no', 'removed'] as const;

/** Who comes, as far as one may know; hosts read every answer and can take somebody off the list. */
export function Attendees({ event }: { event: Event }) {
  const { t, i18n } = useTranslation('events');
  const query = useInfiniteQuery(attendeesQuery(event.id));
  const rows = query.data?.pages.flatMap(({ results }) => results);
  return (
    <Card component="section" aria-labelledby="who">
      <Title order={2} id="who" mb="xs">
        {t('who.title')}
      </Title>
      <QueryView
        query={{ ...query, data: rows }}
        skeleton={<SkeletonRows rows={3} />}
        isEmpty={(found) => found.length === 0}
        empty={<Text c="dimmed">{t('who.nobody')}</Text>}
      >
        {(found) => (
          <Stack>
            {ORDER.map((status) => [status, found.filter((row) => row.status === status)] as const)
              .filter(([, some]) => some.length > 0)
              .map(([status, some]) => (
                <section key={status} aria-labelledby={`who-${status}`}>
                  <Title order={3} fz="sm" lh="20px" c="dimmed" mb="xs" id={`who-${status}`}>
                    {t(`common:status.attendance.${status}`)} · {formatNumber(some.length, 0, i18n.language)}
                  </Title>
                  <Stack component="ul" gap="xs" className={classes.list}>
                    {some.map((row) => (
                      <Row key={row.id} event={event} row={row} />
                    ))}
                  </Stack>
                </section>
              ))}
          </Stack>
        )}
      </QueryView>
      {query.hasNextPage && (
        <Button mt="md" variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('who.more')}
        </Button>
      )}
    </Card>
  );
}

function Row({ event, row }: { event: Event; row: Attendance }) {
  const { t } = useTranslation('events');
  const queries = useQueryClient();
  const name = row.person.display_name;
  const remove = useMutation({
    mutationFn: () => acts.removeAttendee(event.id, row.id),
    onSuccess: () => toast(t('who.removed', { name }), `who-${row.id}`),
    onError: (error) => toastError(error, `who-${row.id}`),
    onSettled: () => queries.invalidateQueries({ queryKey: ['events'] }),
  });
  return (
    <li>
      <Group justify="space-between" wrap="nowrap">
        <PersonLine person={row.person} below={row.guests > 0 ? t('answer.bring', { count: row.guests }) : undefined} />
        {row.allowed_actions.includes('destroy') && (
          <ActionIcon
            variant="subtle"
            color="gray"
            loading={remove.isPending}
            aria-label={t('who.remove', { name })}
            onClick={() =>
              confirm({ title: t('who.ask', { name }), body: t('who.ask_why'), verb: t('who.verb'), onConfirm: () => remove.mutate() })
            }
          >
            <IconUserMinus size={16} aria-hidden />
          </ActionIcon>
        )}
      </Group>
    </li>
  );
}
