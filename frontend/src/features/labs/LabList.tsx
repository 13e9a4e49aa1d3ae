import { Alert, Button, Center, Grid, Group, Stack, Text } from '@mantine/core';
import { IconCurrentLocation, IconX } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabNearby, LabSummary } from '@/shared/api/gen/types.gen';
import { type Spot, useSpot } from '@/shared/lib/useSpot';
import { ButtonLink } from '@/shared/ui/links';
import { MapView } from '@/shared/ui/MapView';
import { PageHeader } from '@/shared/ui/PageHeader';
import { SearchField } from '@/shared/ui/SearchField';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { labsQuery, nearbyQuery } from './api';
import { LabCard } from './LabCard';
import classes from './Labs.module.css';

export type LabsSearch = { search?: string; lab?: string };
type Found = readonly (LabSummary | LabNearby)[];

/** Every lab that takes orders, as a list and on a map. Where the person is, is asked only when they want it. */
export function LabList({ search }: { search: LabsSearch }) {
  const { t } = useTranslation('labs');
  const navigate = useNavigate();
  const [spot, setSpot] = useState<Spot>();
  const all = useInfiniteQuery(labsQuery(search.search));
  const near = useQuery(nearbyQuery(spot));
  const update = (changes: LabsSearch) =>
    void navigate({ to: '/labs', search: { ...search, ...changes }, replace: true, resetScroll: false } as never);
  const found = useFound(all.data?.pages, spot ? near.data : undefined, search.search);
  const query = spot ? { ...near, data: near.data && found } : { ...all, data: all.data && found };

  return (
    <>
      <PageHeader
        title={t('list.title')}
        lead={t('list.lead')}
        action={
          <ButtonLink to={'/labs/apply' as never} variant="default">
            {t('list.apply')}
          </ButtonLink>
        }
      />
      <Group mb="md" gap="xs">
        <SearchField label={t('list.search')} value={search.search} onSearch={(text) => update({ search: text, lab: undefined })} />
        <NearMe spot={spot} onSpot={setSpot} />
      </Group>
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={5} height={104} />}
        isEmpty={(labs) => labs.length === 0}
        isFiltered={Boolean(search.search || spot)}
        onClearFilters={() => {
          setSpot(undefined);
          void navigate({ to: '/labs', search: {} } as never);
        }}
        empty={<EmptyState title={t('list.empty')}>{t('list.empty_why')}</EmptyState>}
      >
        {(labs) => <Found labs={labs} chosen={search.lab} onChoose={(lab) => update({ lab })} here={spot} />}
      </QueryView>
      {!spot && all.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={all.isFetchingNextPage} onClick={() => void all.fetchNextPage()}>
            {t('list.more')}
          </Button>
        </Center>
      )}
    </>
  );
}

function useFound(
  pages: readonly { results: LabSummary[] }[] | undefined,
  near: LabNearby[] | undefined,
  search: string | undefined,
): Found {
  return useMemo(() => {
    if (!near) return pages?.flatMap(({ results }) => results) ?? [];
    const words = search?.toLowerCase() ?? '';
    return near.filter(({ name, city }) => `${name} ${city}`.toLowerCase().includes(words));
  }, [pages, near, search]);
}

function Found({ labs, chosen, onChoose, here }: { labs: Found; chosen?: string; onChoose: (id: string) => void; here?: Spot }) {
  const { t } = useTranslation('labs');
  const list = useRef<HTMLDivElement>(null);
  const places = useMemo(
    () =>
      labs.flatMap(({ id, name, lat, lng }) =>
        typeof lat === 'number' && typeof lng === 'number' ? [{ id, name, latitude: lat, longitude: lng }] : [],
      ),
    [labs],
  );
  useEffect(() => {
    if (chosen) list.current?.querySelector(`[data-lab="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 7 }} order={{ base: 2, md: 1 }}>
        <Text size="sm" c="dimmed" mb="xs" aria-live="polite">
          {t('list.count', { count: labs.length })}
        </Text>
        <Stack gap="xs" component="ul" ref={list} className={classes.list}>
          {labs.map((lab) => (
            <li key={lab.id} data-lab={lab.id}>
              <LabCard lab={lab} isChosen={lab.id === chosen} />
            </li>
          ))}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }} order={{ base: 1, md: 2 }}>
        <div className={classes.aside}>
          <MapView label={t('list.map')} places={places} chosen={chosen} onChoose={onChoose} here={here} height="min(560px, 46vh)" />
        </div>
      </Grid.Col>
    </Grid>
  );
}

function NearMe({ spot, onSpot }: { spot?: Spot; onSpot: (spot: Spot | undefined) => void }) {
  const { t } = useTranslation('labs');
  const asked = useSpot(onSpot);
  if (spot)
    return (
      <Button variant="light" rightSection={<IconX size={16} aria-hidden />} onClick={() => onSpot(undefined)}>
        {t('near.on')}
      </Button>
    );
  return (
    <>
      {asked.isPossible && (
        <Button variant="default" loading={asked.isAsking} leftSection={<IconCurrentLocation size={16} aria-hidden />} onClick={asked.ask}>
          {t('near.ask')}
        </Button>
      )}
      {asked.isRefused && (
        <Alert role="alert" color="red" variant="outline" py={4}>
          {t('near.refused')}
        </Alert>
      )}
    </>
  );
}
