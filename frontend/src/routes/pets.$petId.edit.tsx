import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { PetEditor } from '@/features/pets/PetEditor';

export const Route = createFileRoute('/pets/$petId/edit')({
  beforeLoad: requireSignIn,
  component: () => <PetEditor id={Route.useParams().petId} />,
});
