import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { PlatformHome } from '@/features/dashboards/PlatformHome';

export const Route = createFileRoute('/platform/')({ beforeLoad: requireSignIn, component: PlatformHome });
