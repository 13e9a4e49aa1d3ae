import { ActionIcon, Button, Group, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { dateOf, today as todayOf } from '@/shared/lib/days';
import { formatNumber } from '@/shared/lib/format';
import { ErrorState } from '@/shared/ui/states';
import { type AnyEventCard, calendarQuery } from './api';
import { EventRow } from './EventRow';
import classes from './Events.module.css';
import { addDays, addMonths, byDay, firstDayOfWeek, monthOf, stepOf, weeksOf } from './month';
import type { EventsSearch } from './search';

const SHOWN = 2;

type Props = { search: EventsSearch; onDay: (day: string) => void };

/** A month of days; the chosen day's events stand below. Arrows go by days and weeks, Page Up and Down by months. */
export function EventCalendar({ search, onDay }: Props) {
  const { t, i18n } = useTranslation('events');
  const today = todayOf();
  const day = search.day ?? today;
  const firstDay = firstDayOfWeek(i18n.language);
  const weeks = useMemo(() => weeksOf(monthOf(day), firstDay), [day, firstDay]);
  const start = midnight(weeks[0][0]);
  const end = midnight(addDays(weeks.at(-1)?.at(-1) ?? day, 1));
  const query = useQuery(calendarQuery(start, end, search.scope));
  const days = useMemo(() => byDay(query.data ?? []), [query.data]);
  const grid = useRef<HTMLTableElement>(null);
  const isKeyed = useRef(false);
  useEffect(() => {
    if (isKeyed.current) grid.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus({ preventScroll: true });
    isKeyed.current = false;
  }, [day]);
  const onKeyDown = (event: KeyboardEvent) => {
    const to = stepOf(event.key, day, firstDay);
    if (!to) return;
    event.preventDefault();
    isKeyed.current = true;
    onDay(to);
  };
  const month = new Intl.DateTimeFormat(i18n.language, { month: 'long', year: 'numeric' }).format(dateOf(day));
  const weekday = (one: string, length: 'short' | 'long') =>
    new Intl.DateTimeFormat(i18n.language, { weekday: length }).format(dateOf(one));

  return (
    <Stack gap="md">
      <Group justify="space-between" gap="xs">
        <Title order={2} id="month" aria-live="polite">
          {month}
        </Title>
        <Group gap="xs">
          <Button variant="default" onClick={() => onDay(today)}>
            {t('calendar.today')}
          </Button>
          <ActionIcon variant="default" size={36} onClick={() => onDay(addMonths(day, -1))} aria-label={t('calendar.previous')}>
            <IconChevronLeft size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon variant="default" size={36} onClick={() => onDay(addMonths(day, 1))} aria-label={t('calendar.next')}>
            <IconChevronRight size={16} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      {query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table of days whose cells are chosen is a grid (ARIA APG) */}
      <table role="grid" ref={grid} aria-labelledby="month" aria-busy={query.isPending} className={classes.calendar}>
        <thead>
          <tr>
            {weeks[0].map((one) => (
              <th key={one} scope="col">
                <span aria-hidden>{weekday(one, 'short')}</span>
                <VisuallyHidden>{weekday(one, 'long')}</VisuallyHidden>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((one) => (
                <Day
                  key={one}
                  day={one}
                  events={days.get(one) ?? []}
                  isChosen={one === day}
                  isToday={one === today}
                  isOutside={monthOf(one) !== monthOf(day)}
                  onChoose={() => onDay(one)}
                  onKeyDown={onKeyDown}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {(query.data || query.isPending) && <DayEvents day={day} events={days.get(day) ?? []} isLoading={query.isPending} />}
    </Stack>
  );
}

type DayProps = {
  day: string;
  events: AnyEventCard[];
  isChosen: boolean;
  isToday: boolean;
  isOutside: boolean;
  onChoose: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

function Day({ day, events, isChosen, isToday, isOutside, onChoose, onKeyDown }: DayProps) {
  const { t, i18n } = useTranslation('events');
  const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'full' }).format(dateOf(day));
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: a cell of a grid may be selected; the table has that role
    <td
      aria-label={t('calendar.day', { count: events.length, date })}
      aria-selected={isChosen}
      aria-current={isToday ? 'date' : undefined}
      data-outside={isOutside || undefined}
      className={classes.day}
      tabIndex={isChosen ? 0 : -1}
      data-day={day}
      onClick={onChoose}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          document.getElementById('day-events')?.querySelector('a')?.focus();
        } else onKeyDown(event);
      }}
    >
      <span className={classes.number} aria-hidden>
        {formatNumber(dateOf(day).getDate(), 0, i18n.language)}
      </span>
      {events.slice(0, SHOWN).map((event) => (
        <span key={event.id} className={classes.chip} data-status={event.status} aria-hidden>
          {event.title}
        </span>
      ))}
      {events.length > SHOWN && (
        <Text size="xs" c="dimmed" className={classes.rest} aria-hidden>
          {t('calendar.more', { count: events.length - SHOWN })}
        </Text>
      )}
      <span className={classes.dots} aria-hidden>
        {'•'.repeat(Math.min(3, events.length))}
      </span>
    </td>
  );
}

function DayEvents({ day, events, isLoading }: { day: string; events: AnyEventCard[]; isLoading: boolean }) {
  const { t, i18n } = useTranslation('events');
  return (
    <section aria-labelledby="chosen-day" id="day-events">
      <Title order={2} id="chosen-day" mb="xs">
        {new Intl.DateTimeFormat(i18n.language, { dateStyle: 'full' }).format(dateOf(day))}
      </Title>
      {events.length > 0 ? (
        <Stack gap="xs" component="ul" className={classes.list}>
          {events.map((event) => (
            <li key={event.id}>
              <EventRow event={event} />
            </li>
          ))}
        </Stack>
      ) : (
        <Text c="dimmed">{isLoading ? t('common:state.loading') : t('calendar.nothing')}</Text>
      )}
    </section>
  );
}

/** The instant at which this day begins for the reader. */
function midnight(day: string): string {
  const date = dateOf(day);
  date.setHours(0, 0, 0, 0);
  return date.toISOString();
}
