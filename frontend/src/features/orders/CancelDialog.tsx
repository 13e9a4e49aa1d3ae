import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Order } from '@/shared/api/gen/types.gen';
import { ReasonDialog } from '@/shared/ui/ReasonDialog';
import { toast } from '@/shared/ui/toast';
import { acts } from './api';

/** Asks before an order is called off: it cannot be taken up again. */
export function CancelDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation('orders');
  const queries = useQueryClient();
  return (
    <ReasonDialog
      title={t('cancel.title', { number: order.number })}
      body={t('cancel.body')}
      label={t('cancel.reason')}
      most={400}
      verb={t('act.cancel')}
      keep={t('cancel.keep')}
      isFinal
      act={(reason) => acts.cancel(order.id, reason)}
      onDone={() => toast(t('cancel.done', { number: order.number }), `order-${order.id}`)}
      onSettled={() => queries.invalidateQueries({ queryKey: ['orders'] })}
      onClose={onClose}
    />
  );
}
