import { Card, Group, Stack, Text } from '@mantine/core';
import { IconCalendarEvent, IconMapPin } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/shared/lib/format';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import type { AnyEventCard } from './api';
import classes from './Events.module.css';
import { Seats } from './Seats';
import { formatSpan, ownZone } from './zones';

type Props = { event: AnyEventCard; isChosen?: boolean };

/** An event as a picture with its facts below. */
export function EventTile({ event }: Props) {
  return (
    <Card component={Link} to="/events/$eventId" params={{ eventId: event.id } as never} className={classes.card} padding={0}>
      {event.cover_url ? (
        <img src={event.cover_url} alt="" className={classes.top} loading="lazy" />
      ) : (
        <div className={`${classes.top} ${classes.noCover}`}>
          <IconCalendarEvent size={32} aria-hidden />
        </div>
      )}
      <Stack gap={4} p="sm" flex={1}>
        <Facts event={event} />
      </Stack>
    </Card>
  );
}

/** The same in one line of a list, beside a map or a calendar. */
export function EventRow({ event, isChosen }: Props) {
  return (
    <Card
      component={Link}
      to="/events/$eventId"
      params={{ eventId: event.id } as never}
      className={classes.row}
      data-chosen={isChosen || undefined}
      padding="sm"
    >
      <Stack gap={4}>
        <Facts event={event} />
      </Stack>
    </Card>
  );
}

function Facts({ event }: { event: AnyEventCard }) {
  const { t, i18n } = useTranslation('events');
  const host = event.lab?.name ?? event.pet?.name ?? event.organizer.display_name;
  return (
    <>
      <Text size="sm" c="dimmed" component="time" dateTime={event.starts_at}>
        {formatSpan(event.starts_at, event.ends_at, ownZone(), i18n.language)}
      </Text>
      <Text
        fw={600}
        lh="20px"
        className={event.status === 'cancelled' ? classes.calledOff : undefined}
        style={{ overflowWrap: 'anywhere' }}
      >
        {event.title}
      </Text>
      <Text size="sm">{t('card.by', { host })}</Text>
      {event.area && (
        <Group gap={4} wrap="nowrap" c="dimmed">
          <IconMapPin size={16} aria-hidden style={{ flexShrink: 0 }} />
          <Text size="sm" truncate>
            {event.area}
            {'distance_km' in event &&
              ` · ${t('card.away', { distance: formatNumber(event.distance_km, event.distance_km < 10 ? 1 : 0, i18n.language) })}`}
          </Text>
        </Group>
      )}
      <Group gap="xs" mt="auto" pt={4}>
        {event.status !== 'published' && <StatusBadge kind="event" status={event.status} size="md" />}
        {event.my_answer && event.status === 'published' && <StatusBadge kind="attendance" status={event.my_answer} size="md" />}
        {event.status === 'published' && <Seats event={event} />}
      </Group>
    </>
  );
}
