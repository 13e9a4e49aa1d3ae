import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { EventsOf } from '@/features/events/EventsOf';
import { WriteTo } from '@/features/inbox/WriteTo';
import { PersonPage } from '@/features/people/PersonPage';
import { PetsOf } from '@/features/pets/PetsOf';

export const Route = createFileRoute('/people/$username')({
  beforeLoad: requireSignIn,
  component: () => (
    <PersonPage name={Route.useParams().username} write={(person) => <WriteTo person={person} />}>
      {(person) => (
        <>
          <PetsOf owner={person.id} />
          <EventsOf organizer={person.id} />
        </>
      )}
    </PersonPage>
  ),
});
