import { createFileRoute } from '@tanstack/react-router';
import { EventsPage } from '@/features/events/EventsPage';
import { readSearch } from '@/features/events/search';

export const Route = createFileRoute('/events/')({
  validateSearch: readSearch,
  component: () => <EventsPage search={Route.useSearch()} />,
});
