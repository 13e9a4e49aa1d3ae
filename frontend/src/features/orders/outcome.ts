import type { Order, Payment } from '@/shared/api/gen/types.gen';

/**
 * How a try to pay ended, as far as anybody knows: `waiting` for the bank's word, `awaited` money that takes days,
 * `open` when the pay page was left without paying.
 */
export type Outcome = 'paid' | 'waiting' | 'awaited' | 'open' | 'failed' | 'over';

/** The order decides when it has heard; before that the payment does. `hasPaid`: the pay page said that it went well. */
export function outcomeOf(order: Order, payment: Payment | undefined, hasPaid: boolean): Outcome {
  if (order.status === 'cancelled' || order.status === 'expired' || order.status === 'refunded') return 'over';
  if (order.status !== 'pending') return 'paid';
  const status = payment?.status ?? order.payment?.status;
  if (payment?.is_awaited ?? order.payment?.is_awaited) return 'awaited';
  if (status === 'succeeded' || status === 'review') return 'waiting';
  if (status === 'failed' || status === 'expired') return 'failed';
  return hasPaid ? 'waiting' : 'open';
}
