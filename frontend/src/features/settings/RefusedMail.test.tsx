import { screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeAll, expect, test } from 'vitest';
import { configureApi } from '@/shared/api/client';
import { meQuery, type Person } from '@/shared/auth/session';
import { show } from '@/test/render';
import { answerTheApi, server } from '@/test/server';
import { RefusedMail } from './RefusedMail';

const SINCE = '2026-11-21T10:00:00Z';
const alice = { id: '1', email: 'alice@example.org', email_refused_at: SINCE, email_refusal: '550 5.1.1 User unknown' } as Person;

answerTheApi();
beforeAll(() => configureApi());

test('the reason is said in the words of the mail server', async () => {
  show(<RefusedMail user={alice} since={SINCE} />);
  expect(await screen.findByText('It answered: “550 5.1.1 User unknown”')).toBeTruthy();
  expect(screen.getByText(/The mail server of alice@example.org takes no mail from us since Nov 21, 2026/)).toBeTruthy();
});

test('who has it tried again is believed until it is refused again', async () => {
  server.use(http.post('*/api/me/mail-again/', () => HttpResponse.json({ ...alice, email_refused_at: null, email_refusal: '' })));
  const { person, queries } = show(<RefusedMail user={alice} since={SINCE} />);
  queries.setQueryData(meQuery.queryKey, alice);
  await person.click(await screen.findByRole('button', { name: 'Try mail to me again' }));
  expect(await screen.findByText('We are sending you a mail now')).toBeTruthy();
  expect(queries.getQueryData(meQuery.queryKey)?.email_refused_at).toBeNull();
});

test('one that was cleared elsewhere is asked for anew', async () => {
  server.use(
    http.post('*/api/me/mail-again/', () =>
      HttpResponse.json({ status: 409, code: 'email_not_refused', detail: 'Mail to this address is not held back.' }, { status: 409 }),
    ),
  );
  const { person, queries } = show(<RefusedMail user={alice} since={SINCE} />);
  queries.setQueryData(meQuery.queryKey, alice);
  await person.click(await screen.findByRole('button', { name: 'Try mail to me again' }));
  expect(await screen.findByText(/not held back/)).toBeTruthy();
  expect(queries.getQueryState(meQuery.queryKey)?.isInvalidated).toBe(true);
});
