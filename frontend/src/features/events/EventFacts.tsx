import { Group, Stack, Text } from '@mantine/core';
import { IconClock, IconMapPin, IconMapPinOff, IconUser } from '@tabler/icons-react';
import { type ComponentType, type ReactNode, useMemo } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { Event } from '@/shared/api/gen/types.gen';
import { TextLink } from '@/shared/ui/links';
import { MapView } from '@/shared/ui/MapView';
import { PersonLine } from '@/shared/ui/PersonLine';
import { COARSE_M } from './place';
import { formatSpan, isSameClock, ownZone } from './zones';

/** When, where and given by whom. */
export function EventFacts({ event }: { event: Event }) {
  const { t, i18n } = useTranslation('events');
  const { starts_at: start, ends_at: end, timezone: zone } = event;
  const mine = ownZone();
  return (
    <Stack gap="md">
      <Fact icon={IconClock} name={t('facts.when')}>
        <Text component="time" dateTime={start} display="block">
          {formatSpan(start, end, zone, i18n.language)}
        </Text>
        {!isSameClock(start, zone, mine) && (
          <Text size="sm" c="dimmed">
            {t('facts.for_you', { time: formatSpan(start, end, mine, i18n.language) })}
          </Text>
        )}
      </Fact>
      <Where event={event} />
      <Fact icon={IconUser} name={t('facts.host')}>
        <PersonLine person={event.organizer} />
        {(event.lab || event.pet) && (
          <Text size="sm" c="dimmed" mt={4}>
            <InWhoseName event={event} />
          </Text>
        )}
      </Fact>
    </Stack>
  );
}

function InWhoseName({ event: { lab, pet } }: { event: Event }) {
  if (lab)
    return (
      <Trans
        ns="events"
        i18nKey="facts.for_lab"
        values={{ lab: lab.name }}
        components={{ page: <TextLink to={'/labs/$labId' as never} params={{ labId: lab.id } as never} /> }}
      />
    );
  if (pet)
    return (
      <Trans
        ns="events"
        i18nKey="facts.for_pet"
        values={{ pet: pet.name }}
        components={{ page: <TextLink to={'/pets/$petId' as never} params={{ petId: pet.id } as never} /> }}
      />
    );
  return null;
}

function Where({ event }: { event: Event }) {
  const { t } = useTranslation('events');
  const { lat, lng, title, knows_place: isKnown, area, place } = event;
  const places = useMemo(
    () =>
      typeof lat === 'number' && typeof lng === 'number'
        ? [{ id: 'place', name: title, latitude: lat, longitude: lng, ...(!isKnown && { withinM: COARSE_M }) }]
        : [],
    [lat, lng, title, isKnown],
  );
  if (!area && !place && places.length === 0) return null;
  return (
    <>
      <Fact icon={isKnown ? IconMapPin : IconMapPinOff} name={t('facts.where')}>
        {place && <Text style={{ overflowWrap: 'anywhere' }}>{place}</Text>}
        {area && <Text c={place ? 'dimmed' : undefined}>{area}</Text>}
        {event.is_place_private && (
          <Text size="sm" c="dimmed">
            {t(isKnown ? 'facts.private_known' : 'facts.private')}
          </Text>
        )}
      </Fact>
      {places.length > 0 && <MapView label={t('facts.map', { title })} places={places} height={220} />}
    </>
  );
}

type FactProps = { icon: ComponentType<{ size: number; 'aria-hidden': boolean; style: object }>; name: string; children: ReactNode };

function Fact({ icon: Icon, name, children }: FactProps) {
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Icon size={16} aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />
      <div style={{ minWidth: 0 }}>
        <Text size="sm" c="dimmed">
          {name}
        </Text>
        {children}
      </div>
    </Group>
  );
}
