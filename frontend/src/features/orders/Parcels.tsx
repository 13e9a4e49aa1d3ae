import { Anchor, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Order } from '@/shared/api/gen/types.gen';
import { When } from '@/shared/ui/When';

/** What is on its way, and where it is. */
export function Parcels({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const titles = new Map(order.lines.map(({ id, title }) => [id, title]));
  return (
    <Stack component="ul" gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
      {order.shipments.map(({ id, carrier, tracking, tracking_url, created_at, delivered_at, lines }) => (
        <li key={id}>
          <Text fw={500}>
            {carrier || t('parcel.one')}{' '}
            {tracking_url ? (
              <Anchor href={tracking_url} target="_blank" rel="noreferrer">
                {tracking || t('parcel.track')}
              </Anchor>
            ) : (
              tracking
            )}
          </Text>
          <Text size="sm">{lines.map(({ line, quantity }) => `${quantity} × ${titles.get(line) ?? ''}`).join(', ')}</Text>
          <Text size="sm" c="dimmed">
            {t(delivered_at ? 'parcel.delivered' : 'parcel.sent')} <When at={delivered_at ?? created_at} />
          </Text>
        </li>
      ))}
    </Stack>
  );
}
