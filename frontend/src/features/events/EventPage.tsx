import { Alert, Card, Grid, Stack, Text, Title } from '@mantine/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Event } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { isMissing } from '@/shared/lib/errors';
import { useTopic } from '@/shared/realtime';
import { ButtonLink } from '@/shared/ui/links';
import { PageHeader } from '@/shared/ui/PageHeader';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { Answer } from './Answer';
import { Attendees } from './Attendees';
import { eventQuery } from './api';
import { EventActs } from './EventActs';
import { EventFacts } from './EventFacts';
import classes from './Events.module.css';

/** One event, for who may see it; seats and the waiting line keep themselves current. */
export function EventPage({ id }: { id: string }) {
  const { t } = useTranslation('events');
  const { isSignedIn } = useSession();
  const queries = useQueryClient();
  const query = useQuery(eventQuery(id));
  useTopic(isSignedIn && query.data ? `event:${id}` : undefined, () => void queries.invalidateQueries({ queryKey: ['events'] }));
  if (isMissing(query.error) && !query.data)
    return (
      <EmptyState isPage title={t('missing.title')} action={<ButtonLink to="/events">{t('missing.back')}</ButtonLink>}>
        {t('missing.why')}
      </EmptyState>
    );
  return (
    <QueryView query={query} skeleton={<SkeletonRows rows={4} height={120} />}>
      {(event) => <Shown event={event} />}
    </QueryView>
  );
}

function Shown({ event }: { event: Event }) {
  const { t } = useTranslation('events');
  const { user } = useSession();
  const isOver = new Date(event.ends_at) <= new Date();
  return (
    <>
      <PageHeader
        title={event.title}
        lead={
          <>
            {(event.status !== 'published' || isOver) && (
              <StatusBadge kind="event" status={event.status === 'published' ? 'over' : event.status} size="md" />
            )}{' '}
            {t(`audience.${event.visibility}`)}
          </>
        }
        action={<EventActs event={event} />}
      />
      {event.status === 'cancelled' && (
        <Alert color="red" variant="outline" mb="md" title={t('cancelled.title')}>
          {event.cancel_reason || t('cancelled.no_reason')}
        </Alert>
      )}
      {event.status === 'draft' && (
        <Alert color="strata" variant="outline" mb="md" title={t('draft.title')}>
          {t(isOver ? 'draft.over' : 'draft.why')}
        </Alert>
      )}
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack>
            {event.cover_url ? (
              <img src={event.cover_url} alt="" className={classes.cover} />
            ) : (
              <div className={`${classes.cover} ${classes.noCover}`}>
                <IconCalendarEvent size={48} aria-hidden />
              </div>
            )}
            {event.description && (
              <Text maw={720} style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
                {event.description}
              </Text>
            )}
            {user && <Attendees event={event} />}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }} order={{ base: -1, md: 1 }}>
          <Stack>
            {event.status === 'published' && <Answer event={event} isOver={isOver} />}
            <Card component="section" aria-labelledby="facts">
              <Title order={2} id="facts" mb="xs">
                {t('facts.title')}
              </Title>
              <EventFacts event={event} />
            </Card>
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}
