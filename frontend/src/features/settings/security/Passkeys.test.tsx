import { screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeAll, expect, test } from 'vitest';
import { configureApi } from '@/shared/api/client';
import { show } from '@/test/render';
import { answerTheApi, server } from '@/test/server';
import { Passkeys } from './Passkeys';

const PHONE = { id: '1', name: 'Phone', created_at: '2026-11-21T10:00:00Z', last_used_at: null, is_synced: false };
const ALONE = /^Your password alone still signs you in/;
const BOTH = /^A passkey counts as both steps/;

answerTheApi();
beforeAll(() => configureApi());

function open(passkeys: object[], isTwoStep: boolean) {
  server.use(
    http.get('*/api/me/passkeys/', () => HttpResponse.json(passkeys)),
    http.get('*/api/me/two-step/', () => HttpResponse.json({ is_on: isTwoStep, since: null, recovery_codes_left: 0 })),
  );
  show(<Passkeys prove={async () => undefined} />);
}

test('who has a passkey and no second step is told that the password alone still opens the account', async () => {
  open([PHONE], false);
  expect(await screen.findByText(ALONE)).toBeTruthy();
  expect(screen.queryByText(BOTH)).toBeNull();
});

test('with two-step sign-in a passkey is both steps', async () => {
  open([PHONE], true);
  expect(await screen.findByText(BOTH)).toBeTruthy();
  expect(screen.queryByText(ALONE)).toBeNull();
});
