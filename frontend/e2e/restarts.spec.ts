import type { APIRequestContext, Page } from '@playwright/test';
import { expect, test } from './cast';
import { isProduction, topology } from './topology';

const WORD = 'forty-micron-summer';
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

test.skip(!isProduction, 'needs the production topology: scripts/e2e.sh starts it');
/** Patience for a process that starts on a busy machine; nothing here waits for time to pass. */
const PATIENCE = { timeout: 180_000 };
test.describe.configure({ timeout: 900_000 });

type Newcomer = { id: string; refresh: string; access: string };

/** Somebody new: nothing here needs the demo world. */
async function arrive(request: APIRequestContext, name: string): Promise<Newcomer> {
  const email = `${name.toLowerCase()}-${crypto.randomUUID()}@example.org`;
  const answer = await request.post('/api/register/', { data: { email, password: WORD, name: `${name} Newcomer` } });
  expect(answer.ok(), await answer.text()).toBe(true);
  const { access, refresh } = await answer.json();
  const { id } = await (await request.get('/api/me/', { headers: { Authorization: `Bearer ${access}` } })).json();
  return { id, access, refresh };
}

/** Where the two write each other, the request of the one accepted by the other. */
async function between(request: APIRequestContext, nora: Newcomer, milo: Newcomer): Promise<string> {
  const act = async ({ access }: Newcomer, path: string, data: object = {}) => {
    const answer = await request.post(`/api/conversations/${path}`, { data, headers: { Authorization: `Bearer ${access}` } });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.status() === 204 ? {} : await answer.json();
  };
  const { id } = await act(nora, '', { kind: 'direct', person: milo.id });
  await act(nora, `${id}/messages/`, { client_id: crypto.randomUUID(), body: 'Hello' });
  await act(milo, `${id}/accept/`);
  return `/inbox/${id}`;
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Write a message' });
const say = async (page: Page, text: string) => {
  await field(page).fill(text);
  await field(page).press('Enter');
};
const line = (page: Page, text: string) => page.locator('[data-message]').filter({ hasText: text });
const mark = (page: Page, text: string, name: string | RegExp) => line(page, text).getByRole('img', { name });
/** Everything that stands in the thread, from the top. */
const said = (page: Page) => () => page.locator('[data-message] p').allTextContents();

/** Types this, again until the other sees that somebody writes: a browser that is only just connected hears the next word. */
const typeInSight = (writer: Page, reader: Page, text: string) =>
  expect(async () => {
    await field(writer).fill('');
    await field(writer).pressSequentially(text);
    await expect(reader.getByText('is writing…')).toBeVisible({ timeout: 5_000 });
  }).toPass(PATIENCE);

/** One goes offline and writes three, the other writes two and edits one, while `happens` happens; both end with the same. */
async function tellApart(nora: Page, milo: Page, round: string, happens: () => Promise<unknown>): Promise<string[]> {
  await nora.context().setOffline(true);
  for (const n of ['one', 'two', 'three']) await say(nora, `${round}: offline ${n}`);
  await expect(mark(nora, `${round}: offline three`, 'Sending')).toBeVisible();
  await say(milo, `${round}: It prints now`);
  await say(milo, `${round}: Ready at five`);
  await expect(mark(milo, `${round}: Ready at five`, /Sent|Delivered|Read/)).toBeVisible();
  await field(milo).press('ArrowUp');
  await expect(field(milo)).toHaveValue(`${round}: Ready at five`);
  await say(milo, `${round}: Ready at six`);
  await expect(line(milo, `${round}: Ready at six`).getByText('edited')).toBeVisible();
  await happens();
  await nora.context().setOffline(false);
  return ['It prints now', 'Ready at six', 'offline one', 'offline two', 'offline three'].map((text) => `${round}: ${text}`);
}

/** Both show this, in this order, once. */
async function bothShow(nora: Page, milo: Page, whole: string[]): Promise<void> {
  for (const page of [nora, milo]) await expect.poll(said(page), PATIENCE).toEqual(whole);
}

test('two browsers show the same, in order, once, whatever was offline or restarted in between', async ({ as, request }) => {
  const [Nora, Milo] = [await arrive(request, 'Nora'), await arrive(request, 'Milo')];
  const at = await between(request, Nora, Milo);
  const [nora, milo] = [await as('guest'), await as('guest')];
  for (const [page, { refresh }] of [
    [nora, Nora],
    [milo, Milo],
  ] as const) {
    await page.goto('/sign-in');
    await page.evaluate((token) => localStorage.setItem('strato-refresh', token), refresh);
    await page.goto(at);
    await expect(field(page)).toBeVisible(PATIENCE);
  }
  const whole = ['Hello'];

  await test.step('typing, read marks and an image', async () => {
    await typeInSight(nora, milo, 'Is the bracket ready?');
    await field(nora).press('Enter');
    await expect(mark(nora, 'Is the bracket ready?', 'Read')).toBeVisible();
    await nora.locator('input[type="file"]').setInputFiles({ name: 'bracket.png', mimeType: 'image/png', buffer: PIXEL });
    await expect(nora.getByText('bracket.png')).toBeVisible();
    await expect(nora.getByRole('progressbar')).toHaveCount(0);
    await say(nora, 'This one');
    await expect(line(milo, 'This one').getByRole('button', { name: 'Open bracket.png' })).toBeVisible();
    whole.push('Is the bracket ready?', 'This one');
  });

  await test.step('one offline', async () => {
    whole.push(...(await tellApart(nora, milo, 'Offline', async () => undefined)));
    await bothShow(nora, milo, whole);
  });

  await test.step('the server restarted meanwhile', async () => {
    const told = await tellApart(nora, milo, 'Server', async () => {
      await topology('stop', 'server');
      await say(milo, 'Server: Are you there?');
      await expect(mark(milo, 'Server: Are you there?', 'Sending')).toBeVisible();
      await topology('start', 'server');
      await expect(mark(milo, 'Server: Are you there?', /Sent|Delivered|Read/)).toBeVisible(PATIENCE);
    });
    whole.push(...told.slice(0, 2), 'Server: Are you there?', ...told.slice(2));
    await bothShow(nora, milo, whole);
  });

  await test.step('Redis restarted meanwhile', async () => {
    const told = await tellApart(nora, milo, 'Redis', async () => {
      const isBack = topology('restart', 'redis');
      await say(milo, 'Redis: Are you there?');
      await isBack;
      await expect(mark(milo, 'Redis: Are you there?', /Sent|Delivered|Read/)).toBeVisible(PATIENCE);
    });
    whole.push(...told.slice(0, 2), 'Redis: Are you there?', ...told.slice(2));
    await bothShow(nora, milo, whole);
  });

  await test.step('and they go on live', async () => {
    await typeInSight(milo, nora, 'All there');
    await field(milo).press('Enter');
    await expect(mark(milo, 'All there', 'Read')).toBeVisible(PATIENCE);
    whole.push('All there');
    await bothShow(nora, milo, whole);
  });

  await test.step('a reload tells what the server holds', async () => {
    await nora.reload();
    await bothShow(nora, milo, whole);
    await expect(line(nora, 'This one').getByRole('button', { name: 'Open bracket.png' })).toBeVisible();
  });
});
