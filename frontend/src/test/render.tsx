import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactNode, Suspense } from 'react';
import Overlays from '@/app/Overlays';
import { cssVariables, themeFor } from '@/app/theme';

/** Renders as the app does: its theme, English texts, toasts and questions; gives the person who uses it. */
export function show(page: ReactNode) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } });
  const around = (children: ReactNode) => (
    <QueryClientProvider client={queries}>
      <MantineProvider theme={themeFor('Close', 'en')} cssVariablesResolver={cssVariables} env="test">
        <Suspense fallback="…">{children}</Suspense>
        <Overlays />
      </MantineProvider>
    </QueryClientProvider>
  );
  const view = render(around(page));
  return { ...view, queries, person: userEvent.setup(), again: (next: ReactNode) => view.rerender(around(next)) };
}
