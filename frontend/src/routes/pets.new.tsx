import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { NewPet } from '@/features/pets/PetEditor';

export const Route = createFileRoute('/pets/new')({ beforeLoad: requireSignIn, component: NewPet });
