import { Button, Group, Select, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaterialPrice } from '@/shared/api/gen/types.gen';
import { useEdit } from '@/shared/api/useEdit';
import { AmountInput } from '@/shared/ui/AmountInput';
import { Dialog } from '@/shared/ui/Dialog';
import { EditProblem } from '@/shared/ui/EditProblem';
import { toast } from '@/shared/ui/toast';
import { catalogQuery, currencyQuery, priceActs, pricesQuery } from './api';

type Props = { lab: string; price?: MaterialPrice; taken: string[]; onClose: () => void };

/** A material joins the offer, or costs something else; typed in the lab's currency. */
export function PriceDialog({ lab, price, taken, onClose }: Props) {
  const { t } = useTranslation('stock');
  const queries = useQueryClient();
  const { data: materials = [] } = useQuery(catalogQuery);
  const { data: currency } = useQuery(currencyQuery(lab));
  const [material, setMaterial] = useState<string | null>(price?.material.id ?? null);
  const [amount, setAmount] = useState<number | null>(price?.amount_per_kg ?? null);
  const isIncomplete = !material || amount === null || !currency;
  const save = useEdit<MaterialPrice, number>({
    row: price,
    of: ({ amount_per_kg }) => amount_per_kg,
    load: () => priceActs.load(price?.id ?? ''),
    save: (amount, headers) => (price ? priceActs.change(price.id, amount, headers) : priceActs.add(lab, material ?? '', amount)),
    onSaved: () => {
      void queries.invalidateQueries({ queryKey: pricesQuery(lab).queryKey });
      toast(t('price.saved', { name: materials.find(({ id }) => id === material)?.name ?? price?.material.name }), 'price');
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={price ? t('price.change', { name: price.material.name }) : t('price.add')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isIncomplete) save.mutate(amount);
        }}
      >
        <Stack>
          {!price && (
            <Select
              label={t('material')}
              required
              searchable
              data={materials.filter(({ id }) => !taken.includes(id)).map(({ id, name }) => ({ value: id, label: name }))}
              nothingFoundMessage={t('price.all_taken')}
              value={material}
              onChange={setMaterial}
              data-autofocus
            />
          )}
          <AmountInput
            label={t('price.per_kg')}
            required
            currency={currency ?? 'EUR'}
            amount={amount}
            onAmount={setAmount}
            data-autofocus={Boolean(price) || undefined}
          />
          <EditProblem edit={save} onTake={({ amount_per_kg }) => setAmount(amount_per_kg)} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={isIncomplete}>
              {t('price.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
