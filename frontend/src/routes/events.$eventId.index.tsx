import { createFileRoute } from '@tanstack/react-router';
import { EventPage } from '@/features/events/EventPage';

export const Route = createFileRoute('/events/$eventId/')({ component: () => <EventPage id={Route.useParams().eventId} /> });
