import { Anchor, Card, Grid, Group, Image, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconMail, IconMapPin, IconPhone, IconWorld } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lab } from '@/shared/api/gen/types.gen';
import { ButtonLink } from '@/shared/ui/links';
import { MapView } from '@/shared/ui/MapView';
import { PageHeader } from '@/shared/ui/PageHeader';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { labQuery } from './api';
import type { Week } from './hours';
import { countryName } from './LabCard';
import { LabMachines } from './LabMachines';
import { LabMaterials } from './LabMaterials';
import classes from './Labs.module.css';
import { OpenBadge } from './OpenBadge';
import { OpeningHours } from './OpeningHours';
import { Reapply } from './Reapply';

/** What a lab shows to everybody: what it prints, on what, when its doors are open. */
export function LabPage({ id }: { id: string }) {
  const query = useQuery(labQuery(id));
  return (
    <QueryView query={query} skeleton={<SkeletonRows rows={4} height={140} />}>
      {(lab) => <Shown lab={lab} />}
    </QueryView>
  );
}

function Shown({ lab }: { lab: Lab }) {
  const { t, i18n } = useTranslation('labs');
  const place = [lab.city, lab.country && countryName(lab.country, i18n.language)].filter(Boolean).join(', ');
  return (
    <>
      <PageHeader
        title={lab.name}
        lead={
          <Group gap="xs">
            {place}
            {lab.status === 'active' ? <OpenBadge isOpen={lab.is_open} /> : <StatusBadge kind="lab" status={lab.status} size="md" />}
          </Group>
        }
        action={
          <>
            {lab.allowed_actions.includes('partial_update') && (
              <ButtonLink to={'/maker/lab' as never} search={{ lab: lab.id } as never} variant="default">
                {t('page.settings')}
              </ButtonLink>
            )}
            {lab.status === 'active' && (
              <ButtonLink to="/print" search={{ lab: lab.id }} color="clay">
                {t('page.print_here')}
              </ButtonLink>
            )}
          </>
        }
      />
      {lab.status !== 'active' && <Text mb="md">{t(`page.closed.${lab.status}`)}</Text>}
      {lab.allowed_actions.includes('reapply') && <Reapply lab={lab} />}
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack>
            {lab.cover_url && <Image src={lab.cover_url} alt="" h={{ base: 180, sm: 280 }} fit="cover" className={classes.cover} />}
            {lab.description && (
              <Text maw={720} style={{ whiteSpace: 'pre-line' }}>
                {lab.description}
              </Text>
            )}
            <LabMaterials lab={lab} />
            <LabMachines lab={lab.id} isOpen={lab.status === 'active'} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack>
            <Card component="section" aria-label={t('hours.title')}>
              <Title order={2} mb="xs">
                {t('hours.title')}
              </Title>
              <OpeningHours week={(lab.opening_hours ?? {}) as Week} timeZone={lab.timezone ?? 'UTC'} />
            </Card>
            <Contact lab={lab} />
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}

function Contact({ lab }: { lab: Lab }) {
  const { t } = useTranslation('labs');
  const places = useMemo(
    () =>
      typeof lab.lat === 'number' && typeof lab.lng === 'number'
        ? [{ id: lab.id, name: lab.name, latitude: lab.lat, longitude: lab.lng }]
        : [],
    [lab.id, lab.name, lab.lat, lab.lng],
  );
  const address = [lab.street, [lab.postal_code, lab.city].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  return (
    <Card component="section" aria-label={t('contact.title')}>
      <Title order={2} mb="xs">
        {t('contact.title')}
      </Title>
      <SimpleGrid cols={1} spacing="xs" mb={places.length ? 'sm' : 0}>
        {address && (
          <Group gap="xs" wrap="nowrap">
            <IconMapPin size={16} aria-hidden />
            <Text>{address}</Text>
          </Group>
        )}
        {lab.email && (
          <Group gap="xs" wrap="nowrap">
            <IconMail size={16} aria-hidden />
            <Anchor href={`mailto:${lab.email}`}>{lab.email}</Anchor>
          </Group>
        )}
        {lab.phone && (
          <Group gap="xs" wrap="nowrap">
            <IconPhone size={16} aria-hidden />
            <Anchor href={`tel:${lab.phone}`}>{lab.phone}</Anchor>
          </Group>
        )}
        {lab.website && /^https?:/.test(lab.website) && (
          <Group gap="xs" wrap="nowrap">
            <IconWorld size={16} aria-hidden />
            <Anchor href={lab.website} target="_blank" rel="noreferrer">
              {new URL(lab.website).hostname}
            </Anchor>
          </Group>
        )}
      </SimpleGrid>
      {places.length > 0 && <MapView label={t('contact.map', { lab: lab.name })} places={places} height={200} />}
    </Card>
  );
}
