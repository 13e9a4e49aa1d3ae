import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { CrashPage, MissingPage } from '@/app/shell/FullPages';
import { Shell } from '@/app/shell/Shell';

const CartButton = lazy(() => import('@/features/cart/CartButton').then(({ CartButton }) => ({ default: CartButton })));
const Bell = lazy(() => import('@/features/notifications/Bell').then(({ Bell }) => ({ default: Bell })));
const UnreadMark = lazy(() => import('@/features/inbox/UnreadMark').then(({ UnreadMark }) => ({ default: UnreadMark })));
const OpenReports = lazy(() => import('@/features/moderation/OpenReports').then(({ OpenReports }) => ({ default: OpenReports })));

export const Route = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: () => (
    <Shell
      cart={
        <Suspense>
          <CartButton />
        </Suspense>
      }
      bell={
        <Suspense>
          <Bell />
        </Suspense>
      }
      marks={{
        inbox: (
          <Suspense>
            <UnreadMark />
          </Suspense>
        ),
        reports: (
          <Suspense>
            <OpenReports />
          </Suspense>
        ),
      }}
    />
  ),
  notFoundComponent: MissingPage,
  errorComponent: CrashPage,
});
