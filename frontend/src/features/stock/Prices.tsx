import { ActionIcon, Button, Group, useMatches } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaterialPrice } from '@/shared/api/gen/types.gen';
import { type Column, DataTable } from '@/shared/ui/DataTable';
import { Money } from '@/shared/ui/Money';
import { onDemand } from '@/shared/ui/onDemand';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { toastError, toastUndo } from '@/shared/ui/toast';
import { When } from '@/shared/ui/When';
import { priceActs, pricesQuery } from './api';

const PriceDialog = onDemand(() => import('./PriceDialog').then((file) => file.PriceDialog));

/** What the lab offers: the materials that have a price. */
export function Prices({ lab, mayAdd }: { lab: string; mayAdd: boolean }) {
  const { t } = useTranslation('stock');
  const queries = useQueryClient();
  const query = useQuery(pricesQuery(lab));
  const [open, setOpen] = useState<MaterialPrice | 'new'>();
  const refresh = () => queries.invalidateQueries({ queryKey: ['material-prices'] });
  const remove = async (price: MaterialPrice) => {
    try {
      await priceActs.remove(price.id);
      await refresh();
      toastUndo(t('price.removed', { name: price.material.name }), () =>
        priceActs.add(lab, price.material.id, price.amount_per_kg).then(refresh, toastError),
      );
    } catch (error) {
      toastError(error);
    }
  };
  const add = mayAdd && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('new')}>
      {t('price.add')}
    </Button>
  );
  const isPhone = useMatches({ base: true, sm: false });
  const all: Column<MaterialPrice>[] = [
    { key: 'material', title: t('material'), render: ({ material }) => material.name },
    { key: 'technology', title: t('technology'), render: ({ material }) => (material.technology ?? '').toUpperCase() },
    {
      key: 'price',
      title: t('price.per_kg'),
      align: 'end',
      render: (price) => <Money value={{ amount: price.amount_per_kg, currency: price.lab.currency ?? 'EUR' }} />,
    },
    { key: 'changed', title: t('price.changed'), render: ({ updated_at }) => <When at={updated_at} /> },
    {
      key: 'actions',
      title: t('common:action.more'),
      hidesTitle: true,
      align: 'end',
      width: 100,
      render: (price) => <PriceActions price={price} onChange={() => setOpen(price)} onRemove={() => void remove(price)} />,
    },
  ];
  const columns = isPhone ? all.filter(({ key }) => key !== 'technology' && key !== 'changed') : all;
  return (
    <>
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={5} />}
        isEmpty={(rows) => rows.length === 0}
        empty={
          <EmptyState title={t('price.empty')} action={add}>
            {t('price.empty_why')}
          </EmptyState>
        }
      >
        {(rows) => (
          <>
            {add && (
              <Group justify="flex-end" mb="md">
                {add}
              </Group>
            )}
            <DataTable
              label={t('tab.prices')}
              columns={columns}
              rows={rows}
              idOf={({ id }) => id}
              onEdit={(price) => price.allowed_actions.includes('partial_update') && setOpen(price)}
            />
          </>
        )}
      </QueryView>
      {open && (
        <PriceDialog
          lab={lab}
          price={open === 'new' ? undefined : open}
          taken={query.data?.map(({ material }) => material.id) ?? []}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

function PriceActions({ price, onChange, onRemove }: { price: MaterialPrice; onChange: () => void; onRemove: () => void }) {
  const { t } = useTranslation('stock');
  const may = (action: string) => price.allowed_actions.includes(action);
  const name = price.material.name;
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      {may('partial_update') && (
        <ActionIcon variant="subtle" color="gray" c="dimmed" size="lg" aria-label={t('price.change', { name })} onClick={onChange}>
          <IconPencil size={16} aria-hidden />
        </ActionIcon>
      )}
      {may('destroy') && (
        <ActionIcon variant="subtle" color="gray" c="dimmed" size="lg" aria-label={t('price.remove', { name })} onClick={onRemove}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}
