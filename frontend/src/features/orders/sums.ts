import type { Money, Order } from '@/shared/api/gen/types.gen';

type Agreed = { name?: string; kind?: string; days?: number; tax_basis_points?: number };

/** How it was agreed to be sent. */
export const shippingOf = (order: Order) => (order.shipping ?? {}) as Agreed;

/** The sums of an order as the cart shows them: the contained tax by its rates, that of the shipping included. */
export function sumsOf(order: Order) {
  const { goods, discount, total, tax, lines } = order;
  const byRate = new Map<number, number>();
  const add = (rate: number, amount: number) => amount > 0 && byRate.set(rate, (byRate.get(rate) ?? 0) + amount);
  for (const line of lines) add(line.tax_basis_points ?? 0, line.tax.amount);
  const ofLines = lines.reduce((sum, line) => sum + line.tax.amount, 0);
  add(shippingOf(order).tax_basis_points ?? 0, tax.amount - ofLines);
  const taxes = [...byRate]
    .sort(([a], [b]) => b - a)
    .map(([basis_points, amount]): { basis_points: number; tax: Money } => ({ basis_points, tax: { ...tax, amount } }));
  return { goods, discount, shipping: order.shipping_price, total, taxes };
}
