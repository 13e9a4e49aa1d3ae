import { Alert, Button, Group, NumberInput, SegmentedControl, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkPreview, BulkWishRequest, ProductCard, RoundingEnum } from '@/shared/api/gen/types.gen';
import { useActKey } from '@/shared/api/useActKey';
import { sentenceOf } from '@/shared/lib/errors';
import { AmountInput } from '@/shared/ui/AmountInput';
import { Dialog } from '@/shared/ui/Dialog';
import { toast, toastError, toastUndo } from '@/shared/ui/toast';
import { changeAll, previewQuery, ROUNDINGS, turned } from './api';
import { BulkRows } from './BulkRows';

const PRICE_WAYS = ['keep', 'percent', 'amount'] as const;
const STOCK_WAYS = ['keep', 'to', 'add'] as const;
const WAIT_MS = 250;
const MOST_PIECES = 1_000_000;

type Props = { products: readonly ProductCard[]; onClose: () => void; onDone: () => void };

/** New prices and stock for many products: a rule, what it would do to each variant, and one act that can be taken back. */
export function BulkDialog({ products, onClose, onDone }: Props) {
  const { t } = useTranslation('catalog');
  const [price, setPrice] = useState<(typeof PRICE_WAYS)[number]>('percent');
  const [percent, setPercent] = useState<number | string>('');
  const [amount, setAmount] = useState<number | null>(null);
  const [rounding, setRounding] = useState<RoundingEnum>('cent');
  const [stock, setStock] = useState<(typeof STOCK_WAYS)[number]>('keep');
  const [pieces, setPieces] = useState<number | string>('');
  const currency = products[0]?.lab.currency ?? 'EUR';

  const rule =
    price === 'percent' && percent !== ''
      ? { basis_points: Math.round(Number(percent) * 100), rounding }
      : price === 'amount' && amount !== null
        ? { amount, rounding }
        : undefined;
  const count = stock !== 'keep' && pieces !== '' ? { [stock]: Number(pieces) } : undefined;
  const wish: BulkWishRequest = {
    products: products.map(({ id }) => id),
    ...(rule && { price: rule }),
    ...(count && { stock: count }),
  };
  const [asked] = useDebouncedValue(wish, WAIT_MS);
  const isAsked = Boolean(asked.price || asked.stock);
  const query = useQuery(previewQuery(asked));
  const rows = isAsked ? (query.data ?? []) : [];
  const isSettled = JSON.stringify(asked) === JSON.stringify(wish) && !query.isPlaceholderData && !query.isFetching;
  const change = useChange(() => {
    onDone();
    onClose();
  });
  const stands = rows.some(({ problem }) => problem !== null);
  const error = change.error ?? (isAsked ? query.error : null);
  return (
    <Dialog onClose={onClose} title={t('bulk.title', { count: products.length })} size="min(820px, 94vw)">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isSettled && rows.length > 0 && !stands) change.mutate(rows);
        }}
      >
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
            <Stack gap="xs" align="stretch">
              <Text fw={500} id="bulk-price">
                {t('bulk.price')}
              </Text>
              <SegmentedControl
                aria-labelledby="bulk-price"
                value={price}
                onChange={(way) => setPrice(way as typeof price)}
                data={PRICE_WAYS.map((value) => ({ value, label: t(`bulk.price_way.${value}`) }))}
              />
              {price === 'percent' && (
                <NumberInput
                  label={t('bulk.percent')}
                  description={t('bulk.percent_help')}
                  suffix=" %"
                  min={-99.99}
                  max={1000}
                  decimalScale={2}
                  value={percent}
                  onChange={setPercent}
                  data-autofocus
                />
              )}
              {price === 'amount' && (
                <AmountInput
                  label={t('bulk.amount')}
                  description={t('bulk.amount_help', { currency })}
                  min={undefined}
                  allowNegative
                  currency={currency}
                  amount={amount}
                  onAmount={setAmount}
                />
              )}
              {price !== 'keep' && (
                <Select
                  label={t('bulk.rounding')}
                  data={ROUNDINGS.map((value) => ({ value, label: t(`bulk.rounding_name.${value}`) }))}
                  value={rounding}
                  onChange={(value) => setRounding((value as RoundingEnum | null) ?? rounding)}
                  allowDeselect={false}
                />
              )}
            </Stack>
            <Stack gap="xs">
              <Text fw={500} id="bulk-stock">
                {t('bulk.stock')}
              </Text>
              <SegmentedControl
                aria-labelledby="bulk-stock"
                value={stock}
                onChange={(way) => setStock(way as typeof stock)}
                data={STOCK_WAYS.map((value) => ({ value, label: t(`bulk.stock_way.${value}`) }))}
              />
              {stock !== 'keep' && (
                <NumberInput
                  label={t(`bulk.pieces.${stock}`)}
                  description={t('bulk.stock_help')}
                  min={stock === 'to' ? 0 : -MOST_PIECES}
                  max={MOST_PIECES}
                  allowDecimal={false}
                  value={pieces}
                  onChange={setPieces}
                />
              )}
            </Stack>
          </SimpleGrid>
          {error ? (
            <Alert role="alert" color="red" variant="outline">
              {sentenceOf(error)}
            </Alert>
          ) : null}
          {isAsked && query.data && !query.error && <BulkRows rows={rows} isStale={!isSettled} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={change.isPending} disabled={!isSettled || rows.length === 0 || stands}>
              {t('bulk.apply', { count: rows.length })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** The act, and its way back. */
function useChange(onDone: () => void) {
  const { t } = useTranslation('catalog');
  const queries = useQueryClient();
  const act = useActKey();
  const refresh = () => queries.invalidateQueries({ queryKey: ['products'] });
  const send = (changes: readonly BulkPreview[]) => act(changes, (headers) => changeAll(changes, headers));
  return useMutation({
    mutationFn: send,
    onSuccess: async (_, changes) => {
      await refresh();
      toastUndo(t('bulk.done', { count: changes.length }), () =>
        send(turned(changes)).then(
          async () => {
            await refresh();
            toast(t('bulk.undone', { count: changes.length }), 'bulk');
          },
          (error: unknown) => toastError(error, 'bulk'),
        ),
      );
      onDone();
    },
    onError: refresh,
  });
}
