import '@fontsource-variable/inter/index.css';
import '@mantine/core/styles.css';
import './global.css';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { onSessionLost } from '@/shared/auth/tokens';
import { startI18n } from '@/shared/i18n';
import { Providers, queryClient } from './providers';
import { routeTree } from './routeTree.gen';
import { CrashPage } from './shell/FullPages';

const router = createRouter({
  routeTree,
  context: { queries: queryClient },
  defaultPreload: 'intent',
  defaultErrorComponent: CrashPage, // in the page's place: the shell stays
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

onSessionLost(() => void router.navigate({ to: '/sign-in', search: { next: router.state.location.href } }));

startI18n().then(() => {
  createRoot(document.getElementById('root') as HTMLElement).render(
    <StrictMode>
      <Providers>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  );
});
