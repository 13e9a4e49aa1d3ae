import { Group, SegmentedControl, Select, SimpleGrid, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model3dList, ModelStatusEnum } from '@/shared/api/gen/types.gen';
import { ButtonLink } from '@/shared/ui/links';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Pager } from '@/shared/ui/Pager';
import { SearchField } from '@/shared/ui/SearchField';
import { EmptyState, QueryView } from '@/shared/ui/states';
import { modelsQuery, PAGE_SIZE } from './api';
import { ModelCard } from './ModelCard';
import { RenameDialog, RescaleDialog } from './ModelDialogs';
import { ModelFacts, type RenderRepair } from './ModelFacts';
import { type ModelsSearch, SORTS, STATUSES } from './search';
import { useModelActs } from './useModelActs';

const COLUMNS = { base: 1, xs: 2, md: 3, lg: 4 };
type Ask = { model: Model3dList; act: 'rename' | 'rescale' };

/** Every model this person has uploaded: looked at, named, mended, printed again. */
export function ModelsPage({ search, renderRepair }: { search: ModelsSearch; renderRepair: RenderRepair }) {
  const { t } = useTranslation('models');
  const navigate = useNavigate();
  const query = useQuery(modelsQuery(search));
  const [ask, setAsk] = useState<Ask>();
  const show = (next: ModelsSearch) => void navigate({ to: '/models', search: next, replace: true } as never);
  const openFacts = (id: string | undefined) => show({ ...search, open: id });
  const acts = useModelActs(openFacts);
  const act = (model: Model3dList, name: string) => {
    if (name === 'facts') openFacts(model.id);
    else if (name === 'rename' || name === 'rescale') setAsk({ model, act: name });
    else acts[name as keyof typeof acts](model);
  };
  const upload = <ButtonLink to="/print">{t('upload')}</ButtonLink>;
  const close = () => setAsk(undefined);
  return (
    <>
      <PageHeader title={t('title')} action={upload} />
      <Filters search={search} onChange={(changes) => show({ ...search, page: undefined, open: undefined, ...changes })} />
      <QueryView
        query={query}
        skeleton={<SkeletonGrid />}
        isEmpty={({ results }) => results.length === 0}
        isFiltered={Boolean(search.search || search.status || search.page)}
        onClearFilters={() => show({ archived: search.archived })}
        empty={
          search.archived ? (
            <EmptyState title={t('archive_empty')}>{t('archive_empty_why')}</EmptyState>
          ) : (
            <EmptyState title={t('empty')} action={upload}>
              {t('empty_why')}
            </EmptyState>
          )
        }
      >
        {({ results, count }) => (
          <>
            <SimpleGrid component="ul" cols={COLUMNS} p={0} m={0} style={{ listStyle: 'none' }}>
              {results.map((model) => (
                <li key={model.id}>
                  <ModelCard model={model} onAct={(name) => act(model, name)} />
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
      {ask?.act === 'rename' && <RenameDialog model={ask.model} onClose={close} />}
      {ask?.act === 'rescale' && <RescaleDialog model={ask.model} onClose={close} />}
      {search.open && <ModelFacts id={search.open} renderRepair={renderRepair} onClose={() => openFacts(undefined)} />}
    </>
  );
}

function Filters({ search, onChange }: { search: ModelsSearch; onChange: (changes: ModelsSearch) => void }) {
  const { t } = useTranslation('models');
  return (
    <Group mb="md" wrap="wrap">
      <SearchField label={t('search')} value={search.search} onSearch={(text) => onChange({ search: text })} />
      <Select
        aria-label={t('status')}
        placeholder={t('any_status')}
        data={STATUSES.map((status) => ({ value: status, label: t(`common:status.model.${status}`) }))}
        value={search.status ?? null}
        onChange={(status) => onChange({ status: (status as ModelStatusEnum) ?? undefined })}
        clearable
        w={170}
      />
      <Select
        aria-label={t('sort')}
        data={SORTS.map((sort) => ({ value: sort, label: t(`sorted.${sort.replace('-', '')}`) }))}
        value={search.sort ?? SORTS[0]}
        onChange={(sort) => onChange({ sort: sort === SORTS[0] ? undefined : (sort as ModelsSearch['sort']) })}
        allowDeselect={false}
        w={170}
      />
      <SegmentedControl
        aria-label={t('shelf')}
        data={[
          { value: 'mine', label: t('kept') },
          { value: 'archived', label: t('archived') },
        ]}
        value={search.archived ? 'archived' : 'mine'}
        onChange={(value) => onChange({ archived: value === 'archived' || undefined } as ModelsSearch)}
      />
    </Group>
  );
}

function SkeletonGrid() {
  return (
    <SimpleGrid cols={COLUMNS}>
      {Array.from({ length: 8 }, (_, index) => (
        <Skeleton key={index} height={330} radius="lg" />
      ))}
    </SimpleGrid>
  );
}
