import { type OrdersSearch, STATUSES } from './api';

const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined);
const amount = (value: unknown) => (typeof value === 'number' && value >= 0 ? value : undefined);
const day = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined);

/** What of the URL's search can be asked for. */
export function ordersSearchOf(found: Record<string, unknown>): OrdersSearch {
  const asked = Array.isArray(found.status) ? found.status : [];
  const status = STATUSES.filter((known) => asked.includes(known));
  return {
    search: text(found.search),
    status: status.length > 0 ? status : undefined,
    after: day(found.after),
    before: day(found.before),
    min: amount(found.min),
    max: amount(found.max),
    review: found.review === true || undefined,
    customer: text(found.customer),
    sort: text(found.sort),
    cursor: text(found.cursor),
  };
}
