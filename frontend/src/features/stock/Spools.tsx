import { Button, Checkbox, Group, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Spool } from '@/shared/api/gen/types.gen';
import { useOffer } from '@/shared/commands/registry';
import { DataTable } from '@/shared/ui/DataTable';
import { onDemand } from '@/shared/ui/onDemand';
import { SearchField } from '@/shared/ui/SearchField';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { toastError, toastUndo } from '@/shared/ui/toast';
import { catalogQuery, PAGE_SIZE, type StockSearch, spoolActs, spoolsQuery } from './api';
import { useSpoolColumns } from './useSpoolColumns';

const CountDialog = onDemand(() => import('./CountDialog').then((file) => file.CountDialog));
const SpoolDialog = onDemand(() => import('./SpoolDialog').then((file) => file.SpoolDialog));

type Props = { lab: string; mayAdd: boolean; search: StockSearch; onSearch: (next: StockSearch) => void };
type Ask = { act: 'add' } | { act: 'edit' | 'count'; spool: Spool };

export function Spools({ lab, mayAdd, search, onSearch }: Props) {
  const { t } = useTranslation('stock');
  const query = useQuery(spoolsQuery(lab, search));
  const [ask, setAsk] = useState<Ask>();
  const put = usePut();
  const [chosen, setChosen] = useState<string[]>([]);
  const columns = useSpoolColumns((spool, act) => (act === 'edit' || act === 'count' ? setAsk({ act, spool }) : void put([spool], act)));
  useOffer([mayAdd && { id: 'add-spool', label: t('spool.add'), run: () => setAsk({ act: 'add' }) }]);
  const add = mayAdd && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAsk({ act: 'add' })}>
      {t('spool.add')}
    </Button>
  );
  const close = () => setAsk(undefined);
  return (
    <>
      {chosen.length === 0 && (
        <Filters search={search} onChange={(changes) => onSearch({ ...search, page: undefined, ...changes })} action={add} />
      )}
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={8} />}
        isEmpty={({ results }) => results.length === 0}
        isFiltered={Boolean(search.search || search.material || search.low || search.archived || search.page)}
        onClearFilters={() => onSearch({ lab: search.lab })}
        empty={
          <EmptyState title={t('spool.empty')} action={add}>
            {t('spool.empty_why')}
          </EmptyState>
        }
      >
        {({ results, count }) => (
          <DataTable
            label={t('tab.spools')}
            columns={columns}
            rows={results}
            idOf={({ id }) => id}
            ordering={search.sort}
            onOrder={(sort) => onSearch({ ...search, sort, page: undefined })}
            paging={{
              page: search.page ?? 1,
              pageSize: PAGE_SIZE,
              count,
              onPage: (page) => onSearch({ ...search, page: page > 1 ? page : undefined }),
            }}
            isStale={query.isPlaceholderData}
            selection={
              mayAdd
                ? {
                    ids: chosen,
                    onChange: setChosen,
                    nameOf: ({ label, color_name }) => label || color_name,
                    actions: (
                      <ChosenActs
                        spools={results.filter(({ id }) => chosen.includes(id))}
                        onAct={(spools, way) => {
                          setChosen([]);
                          void put(spools, way);
                        }}
                      />
                    ),
                  }
                : undefined
            }
            onEdit={(spool) => spool.allowed_actions.includes('partial_update') && setAsk({ act: 'edit', spool })}
          />
        )}
      </QueryView>
      {ask?.act === 'add' && <SpoolDialog lab={lab} onClose={close} />}
      {ask?.act === 'edit' && <SpoolDialog lab={lab} spool={ask.spool} onClose={close} />}
      {ask?.act === 'count' && <CountDialog spool={ask.spool} onClose={close} />}
    </>
  );
}

type Way = 'archive' | 'restore';

/** What all the chosen spools allow. */
function ChosenActs({ spools, onAct }: { spools: Spool[]; onAct: (spools: Spool[], way: Way) => void }) {
  const { t } = useTranslation('stock');
  return (['archive', 'restore'] as const)
    .filter((way) => spools.length > 0 && spools.every(({ allowed_actions }) => allowed_actions.includes(way)))
    .map((way) => (
      <Button key={way} size="compact-md" variant="default" onClick={() => onAct(spools, way)}>
        {t(`spool.act.${way}`)}
      </Button>
    ));
}

/** Off the shelf or back onto it, at once and undoable. */
function usePut() {
  const { t } = useTranslation('stock');
  const queries = useQueryClient();
  const put = async (spools: Spool[], way: Way, isUndo = false): Promise<void> => {
    try {
      await Promise.all(spools.map(({ id }) => spoolActs[way](id)));
      const back = way === 'archive' ? 'restore' : 'archive';
      const name = spools.map((spool) => spool.label || spool.color_name).join(', ');
      if (!isUndo) toastUndo(t(`spool.done.${way}`, { name, count: spools.length }), () => put(spools, back, true));
    } catch (error) {
      toastError(error);
    } finally {
      await queries.invalidateQueries({ queryKey: ['spools'] });
    }
  };
  return put;
}

type FilterProps = { search: StockSearch; onChange: (changes: StockSearch) => void; action: React.ReactNode };

function Filters({ search, onChange, action }: FilterProps) {
  const { t } = useTranslation('stock');
  const { data: materials = [] } = useQuery(catalogQuery);
  return (
    <Group mb="md" wrap="wrap">
      <SearchField label={t('spool.search')} value={search.search} onSearch={(text) => onChange({ search: text })} />
      <Select
        aria-label={t('material')}
        placeholder={t('any_material')}
        data={materials.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.material ?? null}
        onChange={(material) => onChange({ material: material ?? undefined })}
        searchable
        clearable
        w={200}
      />
      <Checkbox
        label={t('spool.only_low')}
        checked={search.low ?? false}
        onChange={(event) => onChange({ low: event.currentTarget.checked || undefined } as StockSearch)}
      />
      <Checkbox
        label={t('spool.archived')}
        checked={search.archived ?? false}
        onChange={(event) => onChange({ archived: event.currentTarget.checked || undefined } as StockSearch)}
      />
      <Group ms="auto">{action}</Group>
    </Group>
  );
}
