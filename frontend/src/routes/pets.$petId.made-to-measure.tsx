import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { GearPage } from '@/features/pets/GearPage';
import { readGear } from '@/features/pets/gearSearch';

export const Route = createFileRoute('/pets/$petId/made-to-measure')({
  beforeLoad: requireSignIn,
  validateSearch: readGear,
  component: () => <GearPage id={Route.useParams().petId} search={Route.useSearch()} />,
});
