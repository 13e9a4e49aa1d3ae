import { createFileRoute } from '@tanstack/react-router';
import { LabPage } from '@/features/labs/LabPage';

export const Route = createFileRoute('/labs/$labId')({ component: () => <LabPage id={Route.useParams().labId} /> });
