import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { configureApi } from '@/shared/api/client';
import { SessionProvider } from '@/shared/auth/session';
import { keepTokens } from '@/shared/auth/tokens';
import { show } from '@/test/render';
import { answerTheApi, server } from '@/test/server';
import { DeleteAccount } from './DeleteAccount';

const ACCESS = `head.${btoa(JSON.stringify({ exp: Date.now() / 1000 + 3600 }))}.sign`;
const BLOCKED = { code: 'open_orders', detail: 'An order is open.', link: '/orders', count: 2 };

answerTheApi();
beforeAll(() => configureApi());
beforeEach(() => {
  keepTokens({ access: ACCESS, refresh: 'refresh' });
  server.use(
    http.get('*/api/me/', () => HttpResponse.json({ id: '1', email: 'alice@example.org', memberships: [] })),
    http.get('*/api/me/passkeys/', () => HttpResponse.json([])),
    http.post('*/api/token/blacklist/', () => HttpResponse.json({})),
    http.post('*/api/me/proof/', () => HttpResponse.json({ proof: 'it-is-me', expires_in_seconds: 600 })),
  );
});

const stands = (...obstacles: (typeof BLOCKED)[]) =>
  server.use(http.get('*/api/me/deletion/', () => HttpResponse.json({ days: 14, obstacles })));

/** The card in the pages that it leads to. */
function open() {
  const root = createRootRoute();
  const at = (path: string, component: () => React.ReactNode) => createRoute({ getParentRoute: () => root, path, component });
  const pages = [at('/', DeleteAccount), at('/orders', () => 'The orders'), at('/leaving', () => 'Closed now')];
  const router = createRouter({ routeTree: root.addChildren(pages), history: createMemoryHistory({ initialEntries: ['/'] }) });
  return {
    router,
    ...show(
      <SessionProvider>
        <RouterProvider router={router as never} />
      </SessionProvider>,
    ),
  };
}

/** Opens the last question, by the password. */
async function prove() {
  const { router, person } = open();
  await person.click(await screen.findByRole('button', { name: 'Delete my account…' }));
  const asked = await screen.findByRole('dialog');
  await person.type(within(asked).getByLabelText(/^Password/), 'right');
  await person.click(within(asked).getByRole('button', { name: 'Go on' }));
  await screen.findByRole('dialog', { name: 'Delete your account?' });
  return { router, person };
}

test('what stands in the way is named with its page, and nothing can be asked for', async () => {
  stands(BLOCKED);
  const { router, person } = open();
  expect(await screen.findByText('2 orders are not delivered yet. Wait for them, or cancel them.')).toBeTruthy();
  expect((screen.getByRole('button', { name: 'Delete my account…' }) as HTMLButtonElement).disabled).toBe(true);
  await person.click(screen.getByRole('link', { name: 'Go there' }));
  expect(router.state.location.pathname).toBe('/orders');
});

test('a word for an obstacle that this page does not know comes from the server', async () => {
  stands({ ...BLOCKED, code: 'new_one', detail: 'Return the borrowed printer.', link: '' });
  open();
  expect(await screen.findByText('Return the borrowed printer.')).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'Go there' })).toBeNull();
});

test('who types another address is not deleted', async () => {
  stands();
  let asked = 0;
  server.use(
    http.post('*/api/me/deletion/', () => {
      asked += 1;
      return HttpResponse.json({ due_at: '2026-12-05T10:00:00Z' });
    }),
  );
  const { person } = await prove();
  await person.type(screen.getByLabelText(/^Type alice@example.org/), 'bob@example.org');
  await person.click(screen.getByRole('button', { name: 'Delete account' }));
  expect(await screen.findByText('This is not the address of your account.')).toBeTruthy();
  expect(asked).toBe(0);
});

test('who means it is signed out and told until when the account can be kept', async () => {
  stands();
  let body: unknown;
  server.use(
    http.post('*/api/me/deletion/', async ({ request }) => {
      body = await request.json();
      return HttpResponse.json({ due_at: '2026-12-05T10:00:00Z' });
    }),
  );
  const { router, person } = await prove();
  await person.type(screen.getByLabelText(/^Type alice@example.org/), ' Alice@Example.org ');
  await person.click(screen.getByRole('button', { name: 'Delete account' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/leaving'));
  expect(router.state.location.search).toEqual({ until: '2026-12-05T10:00:00Z' });
  expect(body).toEqual({ proof: 'it-is-me' });
});

test('what came up meanwhile is said, and the card names it', async () => {
  stands();
  server.use(
    http.post('*/api/me/deletion/', () => {
      stands(BLOCKED);
      return HttpResponse.json({ status: 409, code: 'deletion_blocked', detail: 'Settle what is still open.' }, { status: 409 });
    }),
  );
  const { person } = await prove();
  await person.type(screen.getByLabelText(/^Type alice@example.org/), 'alice@example.org');
  await person.click(screen.getByRole('button', { name: 'Delete account' }));
  expect(await screen.findByText('2 orders are not delivered yet. Wait for them, or cancel them.')).toBeTruthy();
});
