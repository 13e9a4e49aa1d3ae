import { Button, Card, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconHelp, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Event, EventAnswerEnum } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { formatNumber } from '@/shared/lib/format';
import { confirm } from '@/shared/ui/confirm';
import { ButtonLink } from '@/shared/ui/links';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { toast, toastError } from '@/shared/ui/toast';
import { acts, eventQuery } from './api';
import { isFull, Seats } from './Seats';

const ANSWERS = { going: IconCheck, maybe: IconHelp, no: IconX } as const;

/** Coming or not, with whom; who finds no seat learns how many are before them. */
export function Answer({ event, isOver }: { event: Event; isOver: boolean }) {
  const { t, i18n } = useTranslation('events');
  const { isSignedIn, user } = useSession();
  const queries = useQueryClient();
  const next = useLocation().href;
  const mine = event.my_answer;
  const answer = useMutation({
    mutationFn: ({ to, guests }: { to: EventAnswerEnum; guests: number }) => acts.answer(event.id, to, guests),
    onSuccess: (saved) => {
      queries.setQueryData(eventQuery(event.id).queryKey, saved);
      if (saved.my_answer) toast(t(`answer.done.${saved.my_answer}`, { title: event.title }), `answer-${event.id}`);
    },
    onError: (error) => toastError(error, `answer-${event.id}`),
    onSettled: () => queries.invalidateQueries({ queryKey: ['events'] }),
  });
  const mayAnswer = event.allowed_actions.includes('answer');
  const say = (to: EventAnswerEnum) => {
    const send = () => answer.mutate({ to, guests: to === 'going' ? event.my_guests : 0 });
    const losesSeat = to !== 'going' && (mine === 'waiting' || (mine === 'going' && isFull(event)));
    if (losesSeat) confirm({ title: t(`leave.${mine}`), body: t(`leave.${mine}_why`), verb: t('leave.verb'), onConfirm: send });
    else send();
  };
  const said = mine === 'waiting' ? 'going' : mine;
  return (
    <Card component="section" aria-labelledby="answer">
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={2} id="answer">
            {t(isOver ? 'answer.was' : event.organizer.id === user?.id ? 'answer.yours' : 'answer.title')}
          </Title>
          {mine && <StatusBadge kind="attendance" status={mine} size="md" />}
        </Group>
        <div aria-live="polite">
          <Seats event={event} />
          {event.waiting_count > 0 && (
            <Text size="sm" c="dimmed" data-number>
              {t('seats.waiting', { count: event.waiting_count, n: formatNumber(event.waiting_count, 0, i18n.language) })}
            </Text>
          )}
          {event.my_place_in_line !== null && (
            <Text fw={600} data-number>
              {t('seats.my_place', { place: formatNumber(event.my_place_in_line, 0, i18n.language) })}
            </Text>
          )}
        </div>
        {mayAnswer && (
          <Group gap="xs" role="group" aria-labelledby="answer">
            {(Object.keys(ANSWERS) as (keyof typeof ANSWERS)[]).map((to) => {
              const Icon = ANSWERS[to];
              const isSaid = said === to;
              return (
                <Button
                  key={to}
                  flex="1 1 auto"
                  variant={isSaid ? 'filled' : 'default'}
                  aria-pressed={isSaid}
                  leftSection={<Icon size={16} aria-hidden />}
                  loading={answer.isPending && answer.variables.to === to}
                  onClick={() => !isSaid && say(to)}
                >
                  {t(to === 'going' && !isSaid && isFull(event) ? 'answer.join_line' : `answer.${to}`)}
                </Button>
              );
            })}
          </Group>
        )}
        {mayAnswer && event.most_guests > 0 && said === 'going' && (
          <NativeSelect
            label={t('answer.guests')}
            description={t('answer.guests_help', { count: event.most_guests })}
            value={event.my_guests}
            disabled={answer.isPending}
            data={Array.from({ length: event.most_guests + 1 }, (_, count) => ({
              value: String(count),
              label: t('answer.bring', { count }),
            }))}
            onChange={(change) => answer.mutate({ to: 'going', guests: Number(change.currentTarget.value) })}
          />
        )}
        {!isSignedIn && !isOver && (
          <ButtonLink to="/sign-in" search={{ next } as never}>
            {t('answer.sign_in')}
          </ButtonLink>
        )}
      </Stack>
    </Card>
  );
}
