import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { NewEvent } from '@/features/events/EventEditor';

export const Route = createFileRoute('/events/new')({ beforeLoad: requireSignIn, component: NewEvent });
