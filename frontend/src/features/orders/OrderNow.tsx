import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Order } from '@/shared/api/gen/types.gen';
import { formatMoment } from '@/shared/lib/format';

/** What happens next, while something is to happen. */
export function OrderNow({ order }: { order: Order }) {
  const { t, i18n } = useTranslation('orders');
  if (order.status !== 'pending') return null;
  if (order.payment?.is_awaited)
    return (
      <Alert color="strata" variant="light" role="status">
        {t('now.awaited')}
      </Alert>
    );
  const isOver = !order.allowed_actions.includes('checkout');
  return (
    <Alert color={isOver ? 'gray' : 'yellow'} variant="light" role="status">
      {isOver ? t('now.closing') : t('now.to_pay', { until: formatMoment(order.expires_at, i18n.language) })}
    </Alert>
  );
}
