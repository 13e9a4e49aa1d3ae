import { createFileRoute } from '@tanstack/react-router';
import { PetPage } from '@/features/pets/PetPage';

export const Route = createFileRoute('/pets/$petId/')({ component: () => <PetPage id={Route.useParams().petId} /> });
