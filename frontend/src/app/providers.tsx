import { localStorageColorSchemeManager, MantineProvider, useComputedColorScheme } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { configureApi } from '@/shared/api/client';
import { realtimeFramesRetrieve } from '@/shared/api/gen/sdk.gen';
import { isPassing } from '@/shared/api/problem';
import { retellIn } from '@/shared/api/told';
import { SessionProvider, useSession } from '@/shared/auth/session';
import { accessToken } from '@/shared/auth/tokens';
import { type FramesPage, RealtimeProvider } from '@/shared/realtime';
import { CANVAS, cssVariables, themeFor } from './theme';

const Overlays = lazy(() => import('./Overlays'));

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, retry: (failures, error) => isPassing(error) && failures < 3, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});

configureApi();
retellIn(queryClient);

const colorScheme = localStorageColorSchemeManager({ key: 'strato-theme' });

export function Providers({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <Suspense>
        <Theme>
          <SessionProvider>
            <Live>{children}</Live>
          </SessionProvider>
        </Theme>
      </Suspense>
    </QueryClientProvider>
  );
}

function Theme({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const close = t('action.close');
  const theme = useMemo(() => themeFor(close, i18n.language), [close, i18n.language]);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} colorSchemeManager={colorScheme} defaultColorScheme="auto">
      <BrowserBars />
      {children}
      <Suspense>
        <Overlays />
      </Suspense>
    </MantineProvider>
  );
}

/** The bars around the page have its color: `theme.js` sets it first, this follows a change. */
function BrowserBars() {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  useEffect(() => document.querySelector('meta[name="theme-color"]')?.setAttribute('content', CANVAS[scheme]), [scheme]);
  return null;
}

function Live({ children }: { children: ReactNode }) {
  const { user } = useSession();
  return (
    <RealtimeProvider person={user?.id ?? ''} token={accessToken} poll={pollFrames}>
      {children}
    </RealtimeProvider>
  );
}

async function pollFrames({ seq, epoch }: { seq: number; epoch: string }): Promise<FramesPage> {
  const { data } = await realtimeFramesRetrieve({ query: { after: seq, epoch } });
  return data as unknown as FramesPage;
}
