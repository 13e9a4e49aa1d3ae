import { Button, Checkbox, Drawer, Grid, Group, Select, SimpleGrid, Skeleton, Text } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/auth/session';
import { ButtonLink } from '@/shared/ui/links';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Pager } from '@/shared/ui/Pager';
import { SearchField } from '@/shared/ui/SearchField';
import { EmptyState, QueryView } from '@/shared/ui/states';
import { PAGE_SIZE, productsQuery, type ShopSearch, SORTS } from './api';
import { Filters } from './Filters';
import { ProductCard } from './ProductCard';
import classes from './Shop.module.css';

const COLUMNS = { base: 2, sm: 2, md: 3 };

/** What the labs sell: searched, narrowed down, sorted; all of it is in the URL. */
export function ShopPage({ search }: { search: ShopSearch }) {
  const { t } = useTranslation('shop');
  const { isSignedIn } = useSession();
  const navigate = useNavigate();
  const query = useQuery(productsQuery(search));
  const isWide = useMediaQuery('(min-width: 62em)', true);
  const [isOpen, drawer] = useDisclosure(false);
  const show = (next: ShopSearch) => void navigate({ to: '/shop', search: next, replace: true, resetScroll: false } as never);
  const change = (changes: Partial<ShopSearch>) => show({ ...search, page: undefined, ...changes });
  const { sort: _sort, page: _page, ...filters } = search;
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  const panel = <Filters search={search} onChange={change} />;
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        action={
          isSignedIn && (
            <ButtonLink to={'/wishlist' as never} variant="default">
              {t('wishlist.title')}
            </ButtonLink>
          )
        }
      />
      <Group mb="md" gap="xs">
        <SearchField label={t('search')} value={search.search} onSearch={(text) => change({ search: text })} />
        <Select
          aria-label={t('sort')}
          data={SORTS.map((sort) => ({ value: sort, label: t(`sorted.${sort}`) }))}
          value={search.sort ?? (search.search ? null : SORTS[0])}
          placeholder={t('sorted.match')}
          onChange={(sort) => change({ sort: (sort as ShopSearch['sort']) ?? undefined })}
          w={190}
        />
        <Checkbox
          label={t('in_stock')}
          checked={search.available ?? false}
          onChange={(event) => change({ available: event.currentTarget.checked || undefined })}
        />
        {!isWide && (
          <Button variant="default" leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />} onClick={drawer.open}>
            {t('filters')}
          </Button>
        )}
      </Group>
      <Grid gap="lg">
        {isWide && <Grid.Col span={3}>{panel}</Grid.Col>}
        <Grid.Col span={{ base: 12, md: 9 }}>
          <QueryView
            query={query}
            skeleton={<Loading />}
            isEmpty={({ results }) => results.length === 0}
            isFiltered={isFiltered}
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
      <Drawer opened={isOpen && !isWide} onClose={drawer.close} title={t('filters')} position="right">
        {panel}
      </Drawer>
    </>
  );
}

function Loading() {
  return (
    <SimpleGrid cols={COLUMNS}>
      {Array.from({ length: 6 }, (_, index) => (
        <Skeleton key={index} height={320} radius="lg" />
      ))}
    </SimpleGrid>
  );
}
