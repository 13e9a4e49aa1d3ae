import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext } from '@tanstack/react-router';
import { CrashPage, MissingPage } from '@/app/shell/FullPages';
import { Shell } from '@/app/shell/Shell';

export const Route = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: () => <Shell />,
  notFoundComponent: MissingPage,
  errorComponent: CrashPage,
});
