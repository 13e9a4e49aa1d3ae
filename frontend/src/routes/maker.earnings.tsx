import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import type { EarningsSearch } from '@/features/office/earnings/api';
import { EarningsPage } from '@/features/office/earnings/EarningsPage';

const text = (value: unknown, like: RegExp) => (typeof value === 'string' && like.test(value) ? value : undefined);
const DAY = /^\d{4}-\d\d-\d\d$/;

export const Route = createFileRoute('/maker/earnings')({
  beforeLoad: requireSignIn,
  validateSearch: ({ lab, since, until, currency }): EarningsSearch => ({
    lab: text(lab, /^[-0-9a-f]{36}$/),
    since: text(since, DAY),
    until: text(until, DAY),
    currency: text(currency, /^[A-Z]{3}$/),
  }),
  component: () => <EarningsPage search={Route.useSearch()} />,
});
