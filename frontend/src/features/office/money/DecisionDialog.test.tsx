import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeAll, expect, test, vi } from 'vitest';
import { configureApi } from '@/shared/api/client';
import type { Payment } from '@/shared/api/gen/types.gen';
import { show } from '@/test/render';
import { answerTheApi, server } from '@/test/server';
import type { Decision } from './api';
import { DecisionDialog } from './DecisionDialog';

answerTheApi();
beforeAll(() => configureApi());

const SHORT = { id: '1', payable: '2', label: 'O-000001', status: 'review', amount: 1000, received: 900, currency: 'EUR' } as Payment;

async function decided(payment: Payment, decision: Decision, verb: string) {
  const said: { path: string; key: string | null; reason: string }[] = [];
  server.use(
    http.post('*/api/payments/1/:act/', async ({ request, params }) => {
      const { reason } = (await request.json()) as { reason: string };
      said.push({ path: String(params.act), key: request.headers.get('Idempotency-Key'), reason });
      return said.length > 1 ? HttpResponse.json(payment) : HttpResponse.json({ status: 409, code: 'wrong_state' }, { status: 409 });
    }),
  );
  const onClose = vi.fn();
  const { person } = show(<DecisionDialog payment={payment} decision={decision} onClose={onClose} />);
  await person.type(await screen.findByRole('textbox', { name: 'Why?' }), ' Agreed. ');
  await person.click(screen.getByRole('button', { name: verb }));
  return { said, person, onClose };
}

test('accepting too little says what is waived, and a refusal keeps the dialog open', async () => {
  const { said, person, onClose } = await decided(SHORT, 'accept', 'Accept');
  expect((await screen.findByRole('alert')).textContent).toContain('somebody was faster');
  expect(screen.getByText(/missing €1.00 are waived/).tagName).toBe('P');
  await person.click(screen.getByRole('button', { name: 'Accept' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(said.map(({ path, reason }) => [path, reason])).toEqual([
    ['accept', 'Agreed.'],
    ['accept', 'Agreed.'],
  ]);
  expect(said[0].key).not.toBe(said[1].key);
});

test('accepting too much says what goes back', async () => {
  await decided({ ...SHORT, received: 1150 }, 'accept', 'Accept');
  expect(screen.getByText(/€1.50 too much go back/).tagName).toBe('P');
});

test('giving back goes through its own door', async () => {
  const { said } = await decided(SHORT, 'refuse', 'Give back');
  await waitFor(() => expect(said[0]?.path).toBe('refuse'));
});
