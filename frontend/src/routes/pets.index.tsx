import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { PetsPage } from '@/features/pets/PetsPage';

export const Route = createFileRoute('/pets/')({ beforeLoad: requireSignIn, component: PetsPage });
