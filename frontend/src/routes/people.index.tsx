import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { PeoplePage } from '@/features/people/PeoplePage';
import { readSearch } from '@/features/people/tabs';

export const Route = createFileRoute('/people/')({
  beforeLoad: requireSignIn,
  validateSearch: readSearch,
  component: () => <PeoplePage search={Route.useSearch()} />,
});
