import { createFileRoute } from '@tanstack/react-router';
import { LabList, type LabsSearch } from '@/features/labs/LabList';

export const Route = createFileRoute('/labs/')({
  validateSearch: ({ search, lab }): LabsSearch => ({
    ...(typeof search === 'string' && search && { search }),
    ...(typeof lab === 'string' && { lab }),
  }),
  component: () => <LabList search={Route.useSearch()} />,
});
