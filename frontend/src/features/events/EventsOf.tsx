import { Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { eventsOfQuery } from './api';
import { EventRow } from './EventRow';
import classes from './Events.module.css';

/** What somebody gives next; nothing where there is nothing. */
export function EventsOf({ organizer }: { organizer: string }) {
  const { t } = useTranslation('events');
  const { data: events = [] } = useQuery(eventsOfQuery(organizer));
  if (events.length === 0) return null;
  return (
    <section aria-labelledby="events">
      <Title order={2} id="events" mb="xs">
        {t('title')}
      </Title>
      <Stack gap="xs" component="ul" className={classes.list}>
        {events.map((event) => (
          <li key={event.id}>
            <EventRow event={event} />
          </li>
        ))}
      </Stack>
    </section>
  );
}
