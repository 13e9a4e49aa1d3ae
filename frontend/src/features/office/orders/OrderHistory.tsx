import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Happening } from '@/shared/api/gen/types.gen';
import { formatMoney } from '@/shared/lib/format';
import { toneOf } from '@/shared/ui/StatusBadge';
import { QueryView } from '@/shared/ui/states';
import { Timeline } from '@/shared/ui/Timeline';
import { historyQuery } from './api';

/** What happened, newest on top. */
export function OrderHistory({ id }: { id: string }) {
  const { t, i18n } = useTranslation('office');
  const query = useQuery(historyQuery(id));
  return (
    <QueryView query={query}>
      {(found) => (
        <Timeline
          label={t('order.history')}
          entries={found.toReversed().map((one, at) => ({
            id: `${one.what}-${found.length - at}`,
            title: titleOf(one, t, i18n.language),
            at: one.at,
            by: one.by,
            tone: one.what === 'status' ? toneOf(String(one.facts.to)) : undefined,
            body: one.facts.reason ? (
              <Text size="sm">{t(`common:order_why.${one.facts.reason}`, { defaultValue: String(one.facts.reason) })}</Text>
            ) : undefined,
          }))}
        />
      )}
    </QueryView>
  );
}

function titleOf({ what, facts }: Happening, t: TFunction<'office'>, language: string): string {
  if (what === 'status') return t(`common:status.order.${facts.to}`);
  if (what === 'return') return t('order.happened.return', { status: t(`common:status.return.${facts.to}`) });
  if (what === 'refund')
    return t('order.happened.refund', {
      money: formatMoney({ amount: Number(facts.amount), currency: String(facts.currency) }, language),
    });
  if (what === 'shipment')
    return t('order.happened.shipment', { parcel: [facts.carrier, facts.tracking].filter(Boolean).join(' '), count: Number(facts.pieces) });
  return t('order.happened.placed');
}
