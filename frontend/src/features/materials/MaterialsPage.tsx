import { Button, Group, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Material, TechnologyEnum } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { useOffer } from '@/shared/commands/registry';
import { confirm } from '@/shared/ui/confirm';
import { DataTable } from '@/shared/ui/DataTable';
import { PageHeader } from '@/shared/ui/PageHeader';
import { SearchField } from '@/shared/ui/SearchField';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { toast, toastError } from '@/shared/ui/toast';
import { acts, catalogQuery, type MaterialsSearch, PAGE_SIZE, TECHNOLOGIES } from './api';
import { MaterialDialog } from './MaterialDialog';
import { useMaterialColumns } from './useMaterialColumns';

/** The catalog that every lab chooses from. */
export function MaterialsPage({ search }: { search: MaterialsSearch }) {
  const { t } = useTranslation('materials');
  const { user } = useSession();
  const navigate = useNavigate();
  const query = useQuery(catalogQuery(search));
  const [open, setOpen] = useState<Material | 'new'>();
  const show = (next: MaterialsSearch) => void navigate({ to: '/platform/materials', search: next, replace: true } as never);
  const { remove, toggle } = useMaterialActs();
  const columns = useMaterialColumns({ onEdit: setOpen, onRemove: remove, onToggle: toggle });
  useOffer([Boolean(user?.is_admin) && { id: 'add-material', label: t('add'), run: () => setOpen('new') }]);
  const add = user?.is_admin && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('new')}>
      {t('add')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} action={add} />
      <Filters search={search} onChange={(changes) => show({ ...search, page: undefined, ...changes })} />
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={10} />}
        isEmpty={({ results }) => results.length === 0}
        isFiltered={Boolean(search.search || search.technology || search.page)}
        onClearFilters={() => show({})}
        empty={
          <EmptyState title={t('empty')} action={add}>
            {t('empty_why')}
          </EmptyState>
        }
      >
        {({ results, count }) => (
          <DataTable
            label={t('title')}
            columns={columns}
            rows={results}
            idOf={({ id }) => id}
            ordering={search.sort}
            onOrder={(sort) => show({ ...search, sort, page: undefined })}
            paging={{
              page: search.page ?? 1,
              pageSize: PAGE_SIZE,
              count,
              onPage: (page) => show({ ...search, page: page > 1 ? page : undefined }),
            }}
            isStale={query.isPlaceholderData}
            onEdit={(material) => material.allowed_actions.includes('partial_update') && setOpen(material)}
          />
        )}
      </QueryView>
      {open && <MaterialDialog material={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function useMaterialActs() {
  const { t } = useTranslation('materials');
  const queries = useQueryClient();
  const tried = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work();
      await queries.invalidateQueries({ queryKey: ['materials'] });
      toast(done, 'material');
    } catch (error) {
      toastError(error, 'material');
    }
  };
  return {
    toggle: ({ id, name }: Material, isActive: boolean) =>
      tried(() => acts.edit(id, { is_active: isActive }), t(isActive ? 'switched_on' : 'switched_off', { name })),
    remove: ({ id, name }: Material) =>
      confirm({
        title: t('ask_delete', { name }),
        body: t('explain_delete'),
        verb: t('delete'),
        onConfirm: () => tried(() => acts.remove(id), t('deleted', { name })),
      }),
  };
}

function Filters({ search, onChange }: { search: MaterialsSearch; onChange: (changes: MaterialsSearch) => void }) {
  const { t } = useTranslation('materials');
  return (
    <Group mb="md" wrap="wrap">
      <SearchField label={t('search')} value={search.search} onSearch={(text) => onChange({ search: text })} />
      <Select
        aria-label={t('technology')}
        placeholder={t('any_technology')}
        data={TECHNOLOGIES.map((one) => ({ value: one, label: one.toUpperCase() }))}
        value={search.technology ?? null}
        onChange={(technology) => onChange({ technology: (technology as TechnologyEnum) ?? undefined })}
        clearable
        w={200}
      />
    </Group>
  );
}
