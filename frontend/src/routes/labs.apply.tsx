import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { LabApply } from '@/features/labs/LabApply';

export const Route = createFileRoute('/labs/apply')({ beforeLoad: requireSignIn, component: LabApply });
