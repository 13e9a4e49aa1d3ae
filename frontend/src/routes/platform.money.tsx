import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { type MoneySearch, PERIODS } from '@/features/office/money/api';
import { MoneyPage } from '@/features/office/money/MoneyPage';

export const Route = createFileRoute('/platform/money')({
  beforeLoad: requireSignIn,
  validateSearch: ({ days, currency }): MoneySearch => ({
    days: PERIODS.find((known) => known === days),
    currency: typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? currency : undefined,
  }),
  component: () => <MoneyPage search={Route.useSearch()} />,
});
