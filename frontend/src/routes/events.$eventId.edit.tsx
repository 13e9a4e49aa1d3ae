import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { EventEditor } from '@/features/events/EventEditor';

export const Route = createFileRoute('/events/$eventId/edit')({
  beforeLoad: requireSignIn,
  component: () => <EventEditor id={Route.useParams().eventId} />,
});
