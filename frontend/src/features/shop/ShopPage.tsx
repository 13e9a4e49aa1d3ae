import { Button, Grid, Group, NativeSelect, SimpleGrid, Skeleton, Text } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconHeart } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrency, useSession } from '@/shared/auth/session';
import { ButtonLink } from '@/shared/ui/links';
import { onDemand } from '@/shared/ui/onDemand';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Pager } from '@/shared/ui/Pager';
import { SearchField } from '@/shared/ui/SearchField';
import { EmptyState, QueryView } from '@/shared/ui/states';
import { filtersOf, PAGE_SIZE, productsQuery, type ShopSearch, SORTS } from './api';
import { Filters } from './Filters';
import { ProductCard } from './ProductCard';
import classes from './Shop.module.css';

const FiltersDrawer = onDemand(() => import('./FiltersDrawer').then((file) => file.FiltersDrawer));
const COLUMNS = { base: 2, sm: 2, md: 3 };

/** What the labs sell: searched, narrowed down, sorted; all of it is in the URL. */
export function ShopPage({ search }: { search: ShopSearch }) {
  const { t } = useTranslation('shop');
  const { isSignedIn } = useSession();
  const navigate = useNavigate();
  const query = useQuery(productsQuery(search, useCurrency()));
  const isWide = useMediaQuery('(min-width: 62em)', true);
  const show = (next: ShopSearch) => void navigate({ to: '/shop', search: next, replace: true, resetScroll: false } as never);
  const change = (changes: Partial<ShopSearch>) => show({ ...search, page: undefined, ...changes });
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        action={
          isSignedIn && (
            <ButtonLink to={'/wishlist' as never} variant="default" leftSection={<IconHeart size={16} aria-hidden />}>
              {t('wishlist.title')}
            </ButtonLink>
          )
        }
      />
      <Group mb="md" gap="xs">
        <SearchField
          label={t('search')}
          value={search.search}
          onSearch={(text) => change({ search: text })}
          maw={isWide ? 360 : undefined}
        />
        <Group gap="xs" wrap="nowrap" flex={isWide ? undefined : '1 1 100%'}>
          <Sort search={search} onChange={change} />
          {!isWide && <Narrow search={search} count={query.data?.count ?? 0} onChange={change} />}
        </Group>
      </Group>
      <Grid gap="lg">
        {isWide && (
          <Grid.Col span={3}>
            <Filters search={search} onChange={change} />
          </Grid.Col>
        )}
        <Grid.Col span={{ base: 12, md: 9 }}>
          <QueryView
            query={query}
            skeleton={<Loading />}
            isEmpty={({ results }) => results.length === 0}
            isFiltered={Boolean(search.search) || filtersOf(search) > 0}
            onClearFilters={() => show({ sort: search.sort })}
            empty={<EmptyState title={t('empty')}>{t('empty_why')}</EmptyState>}
          >
            {({ results, count }) => (
              <>
                <Text size="sm" c="dimmed" mb="xs" aria-live="polite">
                  {t('count', { count })}
                </Text>
                <SimpleGrid component="ul" cols={COLUMNS} className={classes.grid}>
                  {results.map((product) => (
                    <li key={product.id}>
                      <ProductCard product={product} />
                    </li>
                  ))}
                </SimpleGrid>
                <Pager
                  paging={{
                    page: search.page ?? 1,
                    pageSize: PAGE_SIZE,
                    count,
                    onPage: (page) => show({ ...search, page: page > 1 ? page : undefined }),
                  }}
                />
              </>
            )}
          </QueryView>
        </Grid.Col>
      </Grid>
    </>
  );
}

type BarProps = { search: ShopSearch; onChange: (changes: Partial<ShopSearch>) => void };

/** Found things stand by how well they match until one says otherwise. */
function Sort({ search, onChange }: BarProps) {
  const { t } = useTranslation('shop');
  const sorts = SORTS.map((sort) => ({ value: sort as string, label: t(`sorted.${sort}`) }));
  return (
    <NativeSelect
      aria-label={t('sort')}
      data={search.search ? [{ value: '', label: t('sorted.match') }, ...sorts] : sorts}
      value={search.sort ?? (search.search ? '' : SORTS[0])}
      onChange={(event) => onChange({ sort: SORTS.find((sort) => sort === event.currentTarget.value) })}
      flex={1}
      miw={170}
    />
  );
}

function Narrow({ search, count, onChange }: BarProps & { count: number }) {
  const { t } = useTranslation('shop');
  const [isOpen, drawer] = useDisclosure(false);
  const [isNeeded, setNeeded] = useState(false);
  const on = filtersOf(search);
  const open = () => {
    setNeeded(true);
    drawer.open();
  };
  return (
    <>
      <Button variant="default" leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />} h={42} onClick={open}>
        {on > 0 ? t('filters_on', { n: on }) : t('filters')}
      </Button>
      {isNeeded && <FiltersDrawer search={search} count={count} isOpen={isOpen} onChange={onChange} onClose={drawer.close} />}
    </>
  );
}

function Loading() {
  return (
    <SimpleGrid cols={COLUMNS}>
      {Array.from({ length: 6 }, (_, index) => (
        <Skeleton key={index} height={296} radius="lg" />
      ))}
    </SimpleGrid>
  );
}
