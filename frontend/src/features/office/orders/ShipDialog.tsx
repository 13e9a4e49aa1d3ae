import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { orderActs } from './api';
import { PieceInputs } from './PieceInputs';
import { piecesOf, unsent } from './pieces';

/** A parcel with all that is left, or with some of it. */
export function ShipDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation('office');
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const left = unsent(order);
  const [counts, setCounts] = useState(left);
  const [parcel, setParcel] = useState({ carrier: '', tracking: '', tracking_url: '' });
  const count = piecesOf(counts).reduce((sum, { quantity }) => sum + quantity, 0);
  const ship = useMutation({
    mutationFn: () => orderActs.ship(order.id, { ...parcel, pieces: piecesOf(counts) }, key.current),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['orders'] });
      toast(t('order.shipped', { number: order.number }), 'order');
      onClose();
    },
    onError: () => {
      key.current = crypto.randomUUID();
    },
  });
  return (
    <Dialog onClose={onClose} title={t('order.ship_title', { number: order.number })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (count > 0) ship.mutate();
        }}
      >
        <Stack>
          <PieceInputs order={order} left={left} counts={counts} onChange={setCounts} />
          {(['carrier', 'tracking', 'tracking_url'] as const).map((name) => (
            <TextInput
              key={name}
              label={t(`order.${name}`)}
              type={name === 'tracking_url' ? 'url' : 'text'}
              maxLength={name === 'tracking_url' ? 500 : 80}
              value={parcel[name]}
              onChange={(event) => setParcel({ ...parcel, [name]: event.currentTarget.value })}
            />
          ))}
          {ship.error ? (
            <Alert role="alert" color="red" variant="outline">
              {sentenceOf(ship.error)}
            </Alert>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={ship.isPending} disabled={count === 0}>
              {t('order.ship_verb', { count })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
