import { screen, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { configureApi } from '@/shared/api/client';
import { meQuery, type Person } from '@/shared/auth/session';
import { show } from '@/test/render';
import { answerTheApi, server } from '@/test/server';
import { Email } from './Email';

const NEW = 'alice@new.example';
const alice = { id: '1', email: 'alice@example.org', email_confirmed_at: '2026-11-21T10:00:00Z', pending_email: null } as Person;
const waiting = { ...alice, pending_email: NEW } as Person;

answerTheApi();
beforeAll(() => configureApi());
beforeEach(() => server.use(http.get('*/api/me/passkeys/', () => HttpResponse.json([]))));

async function fill(given: { email: string; password: string }) {
  const { person, queries } = show(<Email user={alice} />);
  queries.setQueryData(meQuery.queryKey, alice);
  await person.click(await screen.findByRole('button', { name: 'Change address' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Change your e-mail address' }));
  await person.type(await dialog.findByRole('textbox', { name: 'New e-mail address' }), given.email);
  if (given.password) await person.type(dialog.getByLabelText(/^Password/), given.password);
  await person.click(dialog.getByRole('button', { name: 'Send the link' }));
  return { dialog, queries };
}

test('another address is asked for with the password and waits to be confirmed', async () => {
  const asked: unknown[] = [];
  server.use(
    http.post('*/api/me/email/', async ({ request }) => {
      asked.push(await request.json());
      return HttpResponse.json(waiting);
    }),
  );
  const { queries } = await fill({ email: NEW, password: 'layers-of-teal-9' });
  expect(await screen.findByText(`A link is on its way to ${NEW}`)).toBeTruthy();
  expect(asked).toEqual([{ email: NEW, password: 'layers-of-teal-9' }]);
  expect(queries.getQueryData(meQuery.queryKey)?.pending_email).toBe(NEW);
});

test.each([
  ['email', 'email_unchanged', 'This is your address already.'],
  ['password', 'wrong_password', 'This is not your password.'],
])('what is wrong with the %s stands at its field', async (field, code, words) => {
  server.use(
    http.post('*/api/me/email/', () =>
      HttpResponse.json({ status: 400, code, detail: 'd', fields: { [field]: [{ code, message: 'd' }] } }, { status: 400 }),
    ),
  );
  const { dialog } = await fill({ email: NEW, password: 'guess' });
  expect(await dialog.findByText(words)).toBeTruthy();
});

test('what is missing is said before anything is sent', async () => {
  const { dialog } = await fill({ email: 'alice', password: '' });
  expect(await dialog.findByText('Enter an address like name@example.org.')).toBeTruthy();
  expect(dialog.getByText('Enter your password.')).toBeTruthy();
});

test('the link is mailed again, or the change is called off', async () => {
  const acts: string[] = [];
  server.use(
    http.post('*/api/me/email/again/', () => {
      acts.push('again');
      return HttpResponse.json(waiting);
    }),
    http.delete('*/api/me/email/', () => {
      acts.push('off');
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { person, queries } = show(<Email user={waiting} />);
  queries.setQueryData(meQuery.queryKey, waiting);
  expect(await screen.findByText(`${NEW} is waiting to be confirmed`)).toBeTruthy();
  await person.click(screen.getByRole('button', { name: 'Mail the link again' }));
  expect(await screen.findByText(`A link is on its way to ${NEW}`)).toBeTruthy();
  await person.click(await screen.findByRole('button', { name: 'Call off the change' }));
  expect(await screen.findByText('Your address stays as it is')).toBeTruthy();
  expect(acts).toEqual(['again', 'off']);
  expect(queries.getQueryData(meQuery.queryKey)?.pending_email).toBeNull();
});

test('one that was confirmed elsewhere is asked for anew', async () => {
  server.use(
    http.post('*/api/me/email/again/', () =>
      HttpResponse.json({ status: 409, code: 'email_change_missing', detail: 'd' }, { status: 409 }),
    ),
  );
  const { person, queries } = show(<Email user={waiting} />);
  queries.setQueryData(meQuery.queryKey, waiting);
  await person.click(await screen.findByRole('button', { name: 'Mail the link again' }));
  expect(await screen.findByText(/No new address is waiting/)).toBeTruthy();
  expect(queries.getQueryState(meQuery.queryKey)?.isInvalidated).toBe(true);
});
