import { Alert, Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Variant } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { levelsQuery, PIECE, variantActs } from './api';

type Props = { lab: string; variant: Variant; item: string; act: 'receive' | 'count'; onClose: () => void };

/** Pieces that came, or how many there are after all; both are moves in the ledger. */
export function StockDialog({ lab, variant, item, act, onClose }: Props) {
  const { t } = useTranslation('office');
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const name = variant.title || variant.sku;
  const { data: levels = [] } = useQuery(levelsQuery(item));
  const shelves = levels.filter(({ lot }) => lot === null);
  const [place, setPlace] = useState<string | null>(null);
  const shelf = shelves.find(({ location }) => location.id === place) ?? shelves[0];
  const [typed, setTyped] = useState<number | string>('');
  const [reason, setReason] = useState('');
  const save = useMutation({
    mutationFn: () =>
      act === 'receive'
        ? variantActs.receive(item, Number(typed), reason.trim(), key.current)
        : variantActs.count(lab, item, shelf?.location.id, Number(typed), reason.trim(), key.current),
    onSuccess: async () => {
      await Promise.all([queries.invalidateQueries({ queryKey: ['products'] }), queries.invalidateQueries({ queryKey: ['levels', item] })]);
      toast(t(`stock.${act}_done`, { name, count: Number(typed) }), 'variant');
      onClose();
    },
    onError: () => {
      key.current = crypto.randomUUID(); // another try may say something else
    },
  });
  return (
    <Dialog onClose={onClose} title={t(`stock.${act}`, { name })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed !== '') save.mutate();
        }}
      >
        <Stack>
          <Text c="dimmed">{t(`stock.${act}_why`)}</Text>
          {act === 'count' && shelves.length > 1 && (
            <Select
              label={t('stock.shelf')}
              data={shelves.map(({ location }) => ({ value: location.id, label: location.name }))}
              value={shelf?.location.id ?? null}
              onChange={setPlace}
              allowDeselect={false}
            />
          )}
          <NumberInput
            label={t(`stock.${act}_pieces`)}
            description={act === 'count' && shelf ? t('stock.booked', { count: (shelf.on_hand ?? 0) / PIECE }) : undefined}
            min={act === 'receive' ? 1 : 0}
            max={1_000_000}
            allowDecimal={false}
            required
            value={typed}
            onChange={setTyped}
            data-autofocus
          />
          <TextInput label={t('stock.reason')} maxLength={200} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          {save.error ? (
            <Alert role="alert" color="red" variant="outline">
              {sentenceOf(save.error)}
            </Alert>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t(`stock.${act}_verb`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
