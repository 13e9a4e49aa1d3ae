import { readFileSync } from 'node:fs';
import { type APIRequestContext, expect } from '@playwright/test';
import { CAST, type Member } from './cast';

const CUBE = '../backend/samples/models/20mm-xyz-cube.stl';

/** The API as one of the cast: what a journey needs to have happened before it begins. */
export async function apiAs(request: APIRequestContext, who: Member) {
  const signedIn = await request.post('/api/token/', { data: { email: CAST[who], password: 'strato-demo' } });
  expect(signedIn.ok(), `${who} can sign in`).toBe(true);
  const { access } = await signedIn.json();
  const headers = { Authorization: `Bearer ${access}` };
  return {
    get: async (path: string) => await request.get(`/api/${path}`, { headers }),
    /** The answer's body; a refusal fails the journey with its words. */
    read: async (path: string) => await (await request.get(`/api/${path}`, { headers })).json(),
    act: async (path: string, data: object = {}) => {
      const answer = await request.post(`/api/${path}`, { data, headers: { ...headers, 'Idempotency-Key': crypto.randomUUID() } });
      expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
      return await answer.json();
    },
    change: async (path: string, data: object) => {
      const answer = await request.patch(`/api/${path}`, { data, headers });
      expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    },
    send: async (path: string, name: string, buffer: Buffer) => {
      const multipart = { file: { name, mimeType: 'model/stl', buffer } };
      return await (await request.post(`/api/${path}`, { headers, multipart })).json();
    },
  };
}
export type Api = Awaited<ReturnType<typeof apiAs>>;
export type Order = { id: string; number: string; path: string; price: { amount: number; currency: string } };

/** What every lab asks for the cube now. */
export async function quoteCube(customer: Api): Promise<{ id: string; price: { amount: number } | null; lab: { name: string } }[]> {
  const { id: model } = await customer.send('models/', 'cube.stl', readFileSync(CUBE));
  await expect(async () => expect((await customer.read(`models/${model}/`)).status).toBe('ready')).toPass({ timeout: 20_000 });
  const { results } = await customer.read('materials/?search=pla');
  const pla = results.find(({ code }: { code: string }) => code === 'pla');
  return (await customer.act('quotes/', { model, material: pla.id })).offers;
}

/** A cube ordered at a lab. */
export async function orderCube(customer: Api, lab: string): Promise<Order> {
  const offer = (await quoteCube(customer)).find((one) => one.lab.name === lab);
  const { id, number, price } = await customer.act('print-jobs/', { offer: offer?.id });
  return { id, number, price, path: `/jobs/${id}` };
}

/** Accepted, on a free printer, and running. */
export async function startPrint(maker: Api, { id }: Order): Promise<void> {
  await maker.act(`print-jobs/${id}/accept/`);
  const { printers } = await maker.read(`print-jobs/${id}/machines/`);
  const free = printers.find(
    (one: { is_suitable: boolean; printer: { status: string } }) => one.is_suitable && one.printer.status === 'idle',
  );
  await maker.act(`print-jobs/${id}/assign/`, { printer: free.printer.id });
  await maker.act(`print-jobs/${id}/start/`);
}
