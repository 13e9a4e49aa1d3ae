import { Badge, Card, Group, Image, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LabNearby, LabSummary } from '@/shared/api/gen/types.gen';
import { formatNumber } from '@/shared/lib/format';
import classes from './Labs.module.css';
import { OpenBadge } from './OpenBadge';

/** One lab in the list: picture, place, open or not, how far. */
export function LabCard({ lab, isChosen }: { lab: LabSummary | LabNearby; isChosen: boolean }) {
  const { t, i18n } = useTranslation('labs');
  const place = [lab.city, lab.country && countryName(lab.country, i18n.language)].filter(Boolean).join(', ');
  return (
    <Card
      component={Link}
      to="/labs/$labId"
      params={{ labId: lab.id } as never}
      className={classes.card}
      data-chosen={isChosen || undefined}
      padding="sm"
    >
      <Group wrap="nowrap" align="flex-start">
        <Image src={lab.cover_url} alt="" w={96} h={72} radius="md" fit="cover" className={classes.thumb} fallbackSrc="/logo.svg" />
        <Stack gap={4} flex={1} miw={0}>
          <Group justify="space-between" gap="xs" wrap="wrap">
            <Text fw={600} truncate>
              {lab.name}
            </Text>
            <OpenBadge isOpen={lab.is_open} />
          </Group>
          <Text size="sm" c="dimmed">
            {place}
            {'distance_km' in lab &&
              ` · ${t('list.away', { distance: formatNumber(lab.distance_km, lab.distance_km < 10 ? 1 : 0, i18n.language) })}`}
          </Text>
          {lab.description && (
            <Text size="sm" lineClamp={2}>
              {lab.description}
            </Text>
          )}
          <Group gap={4}>
            {lab.my_role && (
              <Badge size="sm" variant="default">
                {t(`common:role.${lab.my_role}`)}
              </Badge>
            )}
            {lab.auto_accept && (
              <Badge size="sm" variant="default">
                {t('list.at_once')}
              </Badge>
            )}
            <Badge size="sm" variant="default">
              {t(`payment.${lab.payment_policy ?? 'at_pickup'}`)}
            </Badge>
          </Group>
        </Stack>
      </Group>
    </Card>
  );
}

export const countryName = (code: string, language: string) => new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code;
