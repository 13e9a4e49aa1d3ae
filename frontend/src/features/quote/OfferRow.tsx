import { Button, Collapse, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBolt, IconCalendarEvent, IconCheck, IconChevronDown, IconCoin } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Offer } from '@/shared/api/gen/types.gen';
import { formatDay, formatDuration, formatMass } from '@/shared/lib/format';
import { Money } from '@/shared/ui/Money';
import { ToneBadge } from '@/shared/ui/StatusBadge';
import { Breakdown } from './Breakdown';
import classes from './OfferRow.module.css';
import { reasonText } from './words';

type Props = { offer: Offer; isStale?: boolean; isChosen?: boolean; action?: ReactNode };

/** One lab's answer: a price and a date that open into their lines, or why it cannot. */
export function OfferRow({ offer, isStale = false, isChosen = false, action }: Props) {
  const { t, i18n } = useTranslation('quote');
  const [isOpen, { toggle }] = useDisclosure();
  const id = useId();
  const place = [offer.lab.city, offer.lab.country].filter(Boolean).join(', ');

  if (!offer.is_possible || !offer.price) {
    return (
      <li className={classes.row} data-stale={isStale}>
        <Text fw={500}>{offer.lab.name}</Text>
        {offer.reasons.map((reason) => (
          <Text key={reason.code} c="dimmed" size="sm">
            {reasonText(reason, t, i18n.language)}
          </Text>
        ))}
      </li>
    );
  }
  return (
    <li className={classes.row} data-stale={isStale} data-chosen={isChosen} aria-busy={isStale}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Stack gap={4} miw={0}>
          <Group gap="xs">
            <Text fw={600}>{offer.lab.name}</Text>
            {isChosen && !action && (
              <ToneBadge tone="violet" size="md" icon={<IconCheck size={14} aria-hidden />}>
                {t('offer.yours')}
              </ToneBadge>
            )}
            {offer.is_cheapest && (
              <ToneBadge tone="success" size="md" icon={<IconCoin size={14} aria-hidden />}>
                {t('offer.cheapest')}
              </ToneBadge>
            )}
            {offer.is_fastest && (
              <ToneBadge tone="info" size="md" icon={<IconBolt size={14} aria-hidden />}>
                {t('offer.fastest')}
              </ToneBadge>
            )}
          </Group>
          <Text c="dimmed" size="sm">
            {place}
          </Text>
          {offer.ready_at && (
            <Group gap={4} c="dimmed">
              <IconCalendarEvent size={16} aria-hidden />
              <Text size="sm">{t('offer.ready', { day: formatDay(offer.ready_at, i18n.language) })}</Text>
            </Group>
          )}
        </Stack>
        <Stack gap={4} align="flex-end">
          <span className={classes.price}>
            <Money value={offer.price} />
          </span>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={toggle}
            aria-expanded={isOpen}
            aria-controls={id}
            rightSection={<IconChevronDown size={14} aria-hidden style={{ transform: isOpen ? 'rotate(180deg)' : undefined }} />}
          >
            {t('breakdown.show')}
          </Button>
        </Stack>
      </Group>
      <Collapse expanded={isOpen} id={id}>
        <Stack gap="xs" mt="xs">
          <Breakdown lines={offer.lines} total={offer.price} />
          {offer.grams_mg !== null && offer.seconds !== null && (
            <Text size="xs" c="dimmed">
              {t('offer.each', { mass: formatMass(offer.grams_mg, i18n.language), time: formatDuration(offer.seconds, i18n.language) })}
            </Text>
          )}
          {offer.buffer_minutes > 0 && (
            <Text size="xs" c="dimmed">
              {t('offer.with_buffer', { time: formatDuration(roughly(offer.buffer_minutes) * 60, i18n.language) })}
            </Text>
          )}
        </Stack>
      </Collapse>
      {action && <Group mt="sm">{action}</Group>}
    </li>
  );
}

/** What is learned is not known to the minute: past an hour, whole hours. */
const roughly = (minutes: number) => (minutes < 60 ? minutes : Math.round(minutes / 60) * 60);
