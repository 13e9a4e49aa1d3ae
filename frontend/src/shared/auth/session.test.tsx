import { screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { show } from '@/test/render';
import { answerTheApi, server } from '@/test/server';
import { configureApi } from '../api/client';
import { SessionProvider, useSession } from './session';
import { forgetTokens, hasSession, keepGuestKey } from './tokens';

const access = `h.${btoa(JSON.stringify({ exp: Date.now() / 1000 + 600 }))}.s`;
const ADA = { id: 'u1', email: 'ada@strato.example', display_name: 'Ada', is_admin: true, memberships: [{ lab: { id: 'l1' } }] };

function Who() {
  const { user, roles, role, actAs, signIn, signOut } = useSession();
  return (
    <>
      <p>
        {user?.display_name ?? 'nobody'}: {roles.join()} as {role}
      </p>
      <button type="button" onClick={() => void signIn('ada@strato.example', 'pw').catch(() => undefined)}>
        in
      </button>
      <button type="button" onClick={() => actAs('maker')}>
        maker
      </button>
      <button type="button" onClick={() => void signOut()}>
        out
      </button>
    </>
  );
}

const start = () =>
  show(
    <SessionProvider>
      <Who />
    </SessionProvider>,
  );

beforeAll(() => configureApi());
beforeEach(forgetTokens);

answerTheApi();

describe('the session', () => {
  it('is the answer of signing in: no second request', async () => {
    keepGuestKey('g1');
    server.use(http.post('/api/token/', () => HttpResponse.json({ user: ADA, access, refresh: 'r1' })));
    const { person } = start();
    expect(screen.getByText('nobody: as user')).toBeTruthy();
    await person.click(screen.getByText('in'));
    expect(await screen.findByText('Ada: user,maker,admin as admin')).toBeTruthy();
    expect(localStorage.getItem('strato-guest')).toBeNull();
  });

  it('comes back after a reload, and in the role one acted in', async () => {
    localStorage.setItem('strato-refresh', 'r1');
    server.use(
      http.post('/api/token/refresh/', () => HttpResponse.json({ access, refresh: 'r2' })),
      http.get('/api/me/', ({ request }) =>
        request.headers.get('Authorization') === `Bearer ${access}` ? HttpResponse.json(ADA) : new HttpResponse(null, { status: 401 }),
      ),
    );
    const { person } = start();
    await screen.findByText('Ada: user,maker,admin as admin');
    await person.click(screen.getByText('maker'));
    expect(screen.getByText('Ada: user,maker,admin as maker')).toBeTruthy();
    expect(localStorage.getItem('strato-role')).toBe('maker');
  });

  it('ends here even when the server cannot be told', async () => {
    server.use(
      http.post('/api/token/', () => HttpResponse.json({ user: ADA, access, refresh: 'r1' })),
      http.post('/api/token/blacklist/', () => HttpResponse.error()),
    );
    const { person } = start();
    await person.click(screen.getByText('in'));
    await screen.findByText(/^Ada/);
    await person.click(screen.getByText('out'));
    expect(await screen.findByText(/^nobody/)).toBeTruthy();
    expect(hasSession()).toBe(false);
  });
});
