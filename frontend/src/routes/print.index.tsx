import { createFileRoute } from '@tanstack/react-router';
import { PrintSubmit } from '@/features/quote/PrintSubmit';
import { readSearch } from '@/features/quote/wish';

export const Route = createFileRoute('/print/')({
  validateSearch: readSearch,
  component: () => <PrintSubmit search={Route.useSearch()} />,
});
