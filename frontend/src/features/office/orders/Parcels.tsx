import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPackage } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Order } from '@/shared/api/gen/types.gen';
import { saveFile } from '@/shared/lib/saveFile';
import { toastError } from '@/shared/ui/toast';
import { When } from '@/shared/ui/When';
import { packingSlip } from './api';

/** What was sent and what is left to send, each with the paper that goes into the parcel. */
export function Parcels({ order }: { order: Order }) {
  const { t } = useTranslation('office');
  const hasSlips = order.allowed_actions.includes('packing_slip');
  const isAllSent = order.lines.every((line) => line.shipped >= line.quantity);
  return (
    <Stack gap="sm">
      {order.shipments.length === 0 && <Text c="dimmed">{t('order.no_parcels')}</Text>}
      {order.shipments.map((parcel) => (
        <Group key={parcel.id} justify="space-between">
          <Stack gap={0}>
            <Text fw={500}>{[parcel.carrier, parcel.tracking].filter(Boolean).join(' ') || t('order.parcel')}</Text>
            <Text size="xs" c="dimmed">
              {t('order.parcel_pieces', { count: parcel.lines.reduce((sum, { quantity }) => sum + quantity, 0) })}
            </Text>
          </Stack>
          <Group gap="sm">
            <Text size="sm" c="dimmed">
              {parcel.delivered_at ? t('common:status.order.delivered') : t('common:status.order.shipped')}{' '}
              <When at={parcel.delivered_at ?? parcel.created_at} />
            </Text>
            {hasSlips && <Slip order={order} shipment={parcel.id} />}
          </Group>
        </Group>
      ))}
      {hasSlips && !isAllSent && (
        <Group justify="space-between">
          <Text>{t('order.left_to_send')}</Text>
          <Slip order={order} />
        </Group>
      )}
    </Stack>
  );
}

function Slip({ order, shipment }: { order: Order; shipment?: string }) {
  const { t } = useTranslation('office');
  const save = useMutation({
    mutationFn: async () => saveFile(await packingSlip(order.id, shipment), `${order.number}.pdf`),
    onError: (error) => toastError(error, 'packing-slip'),
  });
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconPackage size={16} aria-hidden />}
      loading={save.isPending}
      onClick={() => save.mutate()}
    >
      {t('order.packing_slip')}
    </Button>
  );
}
