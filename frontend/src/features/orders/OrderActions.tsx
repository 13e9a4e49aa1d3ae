import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { formatMoney } from '@/shared/lib/format';
import { onDemand } from '@/shared/ui/onDemand';
import { returnable } from './returnable';
import { usePay } from './usePay';

const CancelDialog = onDemand(() => import('./CancelDialog').then((file) => file.CancelDialog));
const ReturnDialog = onDemand(() => import('./ReturnDialog').then((file) => file.ReturnDialog));

/** What the customer may do now; the rest is not there. */
export function OrderActions({ order }: { order: Order }) {
  const { t, i18n } = useTranslation('orders');
  const { user } = useSession();
  const pay = usePay();
  const [open, setOpen] = useState<'cancel' | 'return'>();
  const may = (act: string) => order.allowed_actions.includes(act);
  if (user?.id !== order.customer.id) return null;
  return (
    <Group gap="xs">
      {may('checkout') && !order.payment?.is_awaited && (
        <Button color="clay" loading={pay.isPending} onClick={() => pay.mutate(order.id)}>
          {t('act.pay', { amount: formatMoney(order.total, i18n.language) })}
        </Button>
      )}
      {may('ask_return') && order.lines.some((line) => returnable(order, line) > 0) && (
        <Button variant="default" onClick={() => setOpen('return')}>
          {t('act.return')}
        </Button>
      )}
      {may('cancel') && (
        <Button variant="default" onClick={() => setOpen('cancel')}>
          {t('act.cancel')}
        </Button>
      )}
      {open === 'cancel' && <CancelDialog order={order} onClose={() => setOpen(undefined)} />}
      {open === 'return' && <ReturnDialog order={order} onClose={() => setOpen(undefined)} />}
    </Group>
  );
}
