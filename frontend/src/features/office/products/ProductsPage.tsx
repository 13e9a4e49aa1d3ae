import { Button, Group, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductCard } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { LANGUAGES, type Language } from '@/shared/i18n';
import { DataTable } from '@/shared/ui/DataTable';
import { ButtonLink } from '@/shared/ui/links';
import { NoLab } from '@/shared/ui/NoLab';
import { onDemand } from '@/shared/ui/onDemand';
import { PageHeader } from '@/shared/ui/PageHeader';
import { SearchField } from '@/shared/ui/SearchField';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { toastError, toastUndo } from '@/shared/ui/toast';
import { PAGE_SIZE, type ProductsSearch, productActs, productsQuery } from './api';
import { TableMenu } from './table/TableMenu';
import { useProductColumns } from './useProductColumns';

const ImportDialog = onDemand(() => import('./table/ImportDialog').then((file) => file.ImportDialog));

const BulkDialog = onDemand(() => import('./bulk/BulkDialog').then((file) => file.BulkDialog));

/** What my labs sell, drafts included. */
export function ProductsPage({ search }: { search: ProductsSearch }) {
  const { t } = useTranslation(['office', 'catalog']);
  const { user } = useSession();
  const navigate = useNavigate();
  const query = useQuery(productsQuery(search));
  const [chosen, setChosen] = useState<string[]>([]);
  const show = (next: ProductsSearch) => void navigate({ to: '/maker/products', search: next, replace: true } as never);
  const columns = useProductColumns();
  const [isBulk, setBulk] = useState(false);
  const seen = useRef(new Map<string, ProductCard>()); // what is chosen may stand on another page by now
  for (const product of query.data?.results ?? []) seen.current.set(product.slug, product);
  const sold = user?.memberships.filter(({ role }) => role === 'owner' || role === 'manager') ?? [];
  const publish = usePublishing(() => setChosen([]));
  if (user && user.memberships.length === 0)
    return (
      <>
        <PageHeader title={t('products.title')} />
        <NoLab />
      </>
    );
  const add = (
    <ButtonLink to={'/maker/products/new' as string} leftSection={<IconPlus size={16} aria-hidden />}>
      {t('products.add')}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t('products.title')}
        lead={t('products.lead')}
        action={
          <Group gap="sm">
            {sold.length > 0 && <TableMenu labs={sold} onImport={() => show({ ...search, table: 'new' })} />}
            {add}
          </Group>
        }
      />
      {search.table && sold.length > 0 && <ImportDialog table={search.table} labs={sold} onTable={(table) => show({ ...search, table })} />}
      {isBulk && (
        <BulkDialog
          products={chosen.flatMap((slug) => seen.current.get(slug) ?? [])}
          onClose={() => setBulk(false)}
          onDone={() => setChosen([])}
        />
      )}
      {chosen.length === 0 && <Filters search={search} onChange={show} />}
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={10} />}
        isEmpty={({ results }) => results.length === 0}
        isFiltered={isNarrowed(search)}
        onClearFilters={() => show({})}
        empty={
          <EmptyState title={t('products.empty')} action={add}>
            {t('products.empty_why')}
          </EmptyState>
        }
      >
        {({ results, count }) => (
          <DataTable
            label={t('products.title')}
            columns={columns}
            rows={results}
            idOf={({ slug }) => slug}
            ordering={search.sort}
            onOrder={(sort) => show({ ...search, sort, page: undefined })}
            selection={{
              ids: chosen,
              onChange: setChosen,
              nameOf: ({ name }) => name,
              actions: (
                <>
                  {sold.length > 0 && (
                    <Button size="compact-sm" variant="default" onClick={() => setBulk(true)}>
                      {t('catalog:bulk.open')}
                    </Button>
                  )}
                  {[true, false].map((isPublished) => (
                    <Button key={String(isPublished)} size="compact-sm" variant="default" onClick={() => void publish(chosen, isPublished)}>
                      {t(isPublished ? 'products.publish' : 'products.withdraw')}
                    </Button>
                  ))}
                </>
              ),
            }}
            paging={{
              page: search.page ?? 1,
              pageSize: PAGE_SIZE,
              count,
              onPage: (page) => show({ ...search, page: page > 1 ? page : undefined }),
            }}
            isStale={query.isPlaceholderData}
            onOpen={({ slug }) => void navigate({ to: `/maker/products/${slug}` } as never)}
          />
        )}
      </QueryView>
    </>
  );
}

const isNarrowed = ({ search, lab, published, missing, page }: ProductsSearch) =>
  Boolean(search || lab || published !== undefined || missing || page);

/** Many at once, each by itself; those that changed can be changed back. */
function usePublishing(onDone: () => void) {
  const { t } = useTranslation('office');
  const queries = useQueryClient();
  const set = async (slugs: readonly string[], isPublished: boolean) => {
    const outcomes = await Promise.allSettled(slugs.map((slug) => productActs.publish(slug, isPublished)));
    await queries.invalidateQueries({ queryKey: ['products'] });
    return outcomes;
  };
  return async (slugs: readonly string[], isPublished: boolean) => {
    const outcomes = await set(slugs, isPublished);
    const done = slugs.filter((_, at) => outcomes[at]?.status === 'fulfilled');
    const refused = outcomes.find((one) => one.status === 'rejected');
    if (done.length > 0)
      toastUndo(t(isPublished ? 'products.published_many' : 'products.withdrawn_many', { count: done.length }), () =>
        set(done, !isPublished),
      );
    if (refused) toastError(refused.reason, 'publishing');
    onDone();
  };
}

function Filters({ search, onChange }: { search: ProductsSearch; onChange: (search: ProductsSearch) => void }) {
  const { t } = useTranslation('office');
  const { user } = useSession();
  const labs = user?.memberships ?? [];
  const change = (changes: ProductsSearch) => onChange({ ...search, page: undefined, ...changes });
  return (
    <Group mb="md" wrap="wrap">
      <SearchField label={t('products.search')} value={search.search} onSearch={(text) => change({ search: text })} />
      <Select
        aria-label={t('products.visibility')}
        placeholder={t('products.any_visibility')}
        data={['true', 'false'].map((value) => ({ value, label: t(value === 'true' ? 'products.on_sale' : 'products.draft') }))}
        value={search.published === undefined ? null : String(search.published)}
        onChange={(value) => change({ published: value === null ? undefined : value === 'true' })}
        clearable
        w={180}
      />
      <Select
        aria-label={t('texts.missing_in')}
        placeholder={t('texts.missing_in')}
        data={Object.entries(LANGUAGES).map(([value, language]) => ({ value, label: t('texts.without', { language }) }))}
        value={search.missing ?? null}
        onChange={(value) => change({ missing: (value as Language | null) ?? undefined })}
        clearable
        w={200}
      />
      {labs.length > 1 && (
        <Select
          aria-label={t('products.lab')}
          placeholder={t('products.any_lab')}
          data={labs.map(({ lab, name }) => ({ value: lab, label: name }))}
          value={search.lab ?? null}
          onChange={(lab) => change({ lab: lab ?? undefined })}
          clearable
          w={200}
        />
      )}
    </Group>
  );
}
