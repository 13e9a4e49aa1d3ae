import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Order } from '@/shared/api/gen/types.gen';
import { countryName } from '@/shared/lib/countries';
import { shippingOf } from './sums';

type Place = { name?: string; company?: string; street?: string; street2?: string; postal_code?: string; city?: string; country?: string };

/** An address as it was when it was ordered. */
export function Address({ place }: { place: unknown }) {
  const { i18n } = useTranslation();
  const { name, company, street, street2, postal_code, city, country } = (place ?? {}) as Place;
  const lines = [
    name,
    company,
    street,
    street2,
    [postal_code, city].filter(Boolean).join(' '),
    country && countryName(country, i18n.language),
  ];
  return (
    <Text component="address" fs="normal" style={{ whiteSpace: 'pre-line' }}>
      {lines.filter(Boolean).join('\n')}
    </Text>
  );
}

/** How it was agreed to get there. */
export function Delivery({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const { name, kind, days } = shippingOf(order);
  if (!name) return null;
  return (
    <Text mb="xs">
      <Text span fw={500}>
        {name}
      </Text>
      {kind !== 'pickup' && days !== undefined && (
        <Text span c="dimmed">
          {' '}
          · {t('page.days', { count: days })}
        </Text>
      )}
    </Text>
  );
}
