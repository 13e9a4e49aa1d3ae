import type { TFunction } from 'i18next';
import type { Happening } from '@/shared/api/gen/types.gen';
import { formatMoney } from '@/shared/lib/format';
import { toneOf } from '@/shared/ui/StatusBadge';
import type { TimelineEntry } from '@/shared/ui/Timeline';

type Facts = { to?: string; reason?: string; carrier?: string; tracking?: string; pieces?: number; amount?: number; currency?: string };

/** One thing that happened to an order in words: what, who, when, why. */
export function entryOf(happening: Happening, n: number, t: TFunction<'orders'>, language: string): TimelineEntry {
  const { what, at, by } = happening;
  const facts = happening.facts as Facts;
  const why = whyOf(what, facts, t);
  return {
    id: `${n}-${what}-${at}`,
    title: titleOf(what, facts, t, language),
    at,
    by: by || undefined,
    tone: what === 'refund' || what === 'return' ? 'violet' : toneOf(what === 'shipment' ? 'shipped' : (facts.to ?? 'pending')),
    body: why || undefined,
  };
}

function titleOf(what: string, facts: Facts, t: TFunction<'orders'>, language: string): string {
  if (what === 'status') return t(`history.status.${facts.to}`);
  if (what === 'return') return t(`history.return.${facts.to}`);
  if (what === 'shipment') return t('history.shipment', { count: facts.pieces ?? 0 });
  if (what === 'refund')
    return t('history.refund', { amount: formatMoney({ amount: facts.amount ?? 0, currency: facts.currency ?? 'EUR' }, language) });
  return t('history.placed');
}

/** People write their reasons; of what the house does by itself there are codes, which have words. */
function whyOf(what: string, { reason, carrier, tracking }: Facts, t: TFunction<'orders'>): string {
  if (what === 'shipment') return [carrier, tracking].filter(Boolean).join(' ');
  return reason ? t(`common:order_why.${reason}`, { defaultValue: reason }) : '';
}
