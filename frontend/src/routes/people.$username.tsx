import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { EventsOf } from '@/features/events/EventsOf';
import { PersonPage } from '@/features/people/PersonPage';

export const Route = createFileRoute('/people/$username')({
  beforeLoad: requireSignIn,
  component: () => <PersonPage name={Route.useParams().username}>{(person) => <EventsOf organizer={person.id} />}</PersonPage>,
});
