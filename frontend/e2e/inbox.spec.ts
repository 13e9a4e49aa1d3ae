import type { APIRequestContext, Page } from '@playwright/test';
import { CAST, expect, type Member, PASSWORD, test } from './cast';

/** Two browsers, a thread that catches up and axe twice: longer than a page that only opens. */
test.describe.configure({ timeout: 120_000 });

type Api = (method: 'get' | 'post' | 'patch', path: string, data?: object) => Promise<Record<string, never>>;

async function apiOf(request: APIRequestContext, who: Member): Promise<Api> {
  const { access } = await (await request.post('/api/token/', { data: { email: CAST[who], password: PASSWORD } })).json();
  return async (method, path, data) => {
    const answer = await request[method](path, { data, headers: { Authorization: `Bearer ${access}` } });
    expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
    return answer.status() === 204 ? {} : answer.json();
  };
}

/** The address of what Alice and Mona write each other, a part of it for both. */
async function between(request: APIRequestContext): Promise<string> {
  const [alice, mona] = [await apiOf(request, 'alice'), await apiOf(request, 'mona')];
  const { id: person } = await mona('get', '/api/me/');
  const { id } = (await alice('post', '/api/conversations/', { kind: 'direct', person })) as unknown as { id: string };
  await alice('post', `/api/conversations/${id}/messages/`, { client_id: crypto.randomUUID(), body: 'Hello' });
  const { me } = (await mona('get', `/api/conversations/${id}/`)) as unknown as { me: { standing: string } };
  if (me.standing === 'requested') await mona('post', `/api/conversations/${id}/accept/`);
  return `/inbox/${id}`;
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Write a message' });
const say = async (page: Page, text: string) => {
  await field(page).fill(text);
  await field(page).press('Enter');
};
const line = (page: Page, text: string) => page.locator('[data-message]').filter({ hasText: text });
/** What stands in the thread of this test's words, from the top. */
const said = (page: Page, mark: string) => async () => page.locator('[data-message] p').filter({ hasText: mark }).allTextContents();

test('two people chat; what is written offline on one side comes in order and once to both', async ({ as, request }) => {
  const at = await between(request);
  const mark = `#${Date.now()}`;
  const [alice, mona] = [await as('alice'), await as('mona')];
  await Promise.all([alice.goto(at), mona.goto(at)]);
  await expect(field(mona)).toBeVisible();
  await expect(field(alice)).toBeVisible();

  await field(alice).pressSequentially('Is the bracket');
  await expect(mona.getByText('is writing…')).toBeVisible();
  await say(alice, `Is the bracket ready? ${mark}`);
  await expect(line(mona, `Is the bracket ready? ${mark}`)).toBeVisible();
  await expect(line(alice, `Is the bracket ready? ${mark}`).getByRole('img', { name: 'Read' })).toBeVisible();

  await alice.context().setOffline(true);
  for (const n of [1, 2, 3]) await say(alice, `offline ${n} ${mark}`);
  await expect(line(alice, `offline 3 ${mark}`).getByRole('img', { name: 'Sending' })).toBeVisible();
  await say(mona, `It prints now ${mark}`);
  await say(mona, `Ready at five ${mark}`);
  await expect(line(mona, `Ready at five ${mark}`).getByRole('img', { name: /Sent|Delivered|Read/ })).toBeVisible();
  await field(mona).press('ArrowUp');
  await say(mona, `Ready at six ${mark}`);
  await expect(line(mona, `Ready at six ${mark}`).getByText('edited')).toBeVisible();
  await alice.context().setOffline(false);

  const whole = [
    `Is the bracket ready? ${mark}`,
    `It prints now ${mark}`,
    `Ready at six ${mark}`,
    ...[1, 2, 3].map((n) => `offline ${n} ${mark}`),
  ];
  await expect.poll(said(alice, mark), { timeout: 20_000 }).toEqual(whole);
  await expect.poll(said(mona, mark), { timeout: 20_000 }).toEqual(whole);
  await alice.reload();
  await expect.poll(said(alice, mark)).toEqual(whole);
});

test('a message outlives a dead server and a reload, and is sent once', async ({ as, request }) => {
  const at = await between(request);
  const mark = `#${Date.now()}`;
  const [alice, mona] = [await as('alice'), await as('mona')];
  await Promise.all([alice.goto(at), mona.goto(at)]);
  await expect(field(alice)).toBeVisible();
  let lost = 0;
  await alice.route('**/messages/', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    if (lost++ === 0) await route.fetch(); // the server took it, and its answer never came
    await route.abort();
  });
  await say(alice, `first ${mark}`);
  await say(alice, `second ${mark}`);
  await expect.poll(() => lost).toBeGreaterThan(0);
  await alice.reload();
  await expect(line(alice, `second ${mark}`).getByRole('img', { name: 'Sending' })).toBeVisible();
  await alice.unroute('**/messages/');
  await expect(line(alice, `second ${mark}`).getByRole('img', { name: /Sent|Delivered|Read/ })).toBeVisible({ timeout: 20_000 });
  const whole = [`first ${mark}`, `second ${mark}`];
  await expect.poll(said(alice, mark)).toEqual(whole);
  await expect.poll(said(mona, mark)).toEqual(whole);
});

test('an image goes with a message; replies, reactions and deletion reach the other', async ({ as, request, seemsAccessible }) => {
  const at = await between(request);
  const mark = `#${Date.now()}`;
  const [alice, mona] = [await as('alice'), await as('mona')];
  await Promise.all([alice.goto(at), mona.goto(at)]);
  await expect(field(alice)).toBeVisible();
  await alice.locator('input[type="file"]').setInputFiles({ name: `photo ${mark}.png`, mimeType: 'image/png', buffer: PIXEL });
  await expect(alice.getByText(`photo ${mark}.png`)).toBeVisible();
  await expect(alice.getByRole('progressbar')).toHaveCount(0);
  await say(alice, `Look at this ${mark}`);
  const seen = line(mona, `Look at this ${mark}`);
  await expect(seen.getByRole('button', { name: `Open photo ${mark}.png` })).toBeVisible();
  await seen.hover();
  await seen.getByRole('button', { name: 'Message actions' }).click();
  await mona.getByRole('menuitem', { name: 'React with 👍' }).click();
  await expect(line(alice, `Look at this ${mark}`).getByRole('button', { name: /👍/ })).toBeVisible();
  await seen.getByRole('button', { name: 'Message actions' }).click();
  await mona.getByRole('menuitem', { name: 'Reply' }).click();
  await say(mona, `Beautiful ${mark}`);
  await expect(line(alice, `Beautiful ${mark}`).getByRole('button', { name: 'Go to the message that is answered' })).toBeVisible();
  await seemsAccessible(alice);
  await alice.setViewportSize({ width: 390, height: 844 });
  await seemsAccessible(alice);
  await seen.getByRole('button', { name: `Open photo ${mark}.png` }).click();
  await expect(mona.getByRole('dialog').getByRole('img', { name: `photo ${mark}.png` })).toBeVisible();
});

test('files are dropped on the thread and pasted; one that fails is tried again or taken back, and why is said in German', async ({
  as,
  request,
  seemsAccessible,
}) => {
  const at = await between(request);
  const mark = `#${Date.now()}`;
  const alice = await as('alice', { locale: 'de-DE' });
  await alice.goto(at);
  const box = alice.getByRole('textbox', { name: 'Nachricht schreiben' });
  await expect(box).toBeVisible();
  /** What a hand does that lets files go there. */
  const give = (how: 'drop' | 'paste', name: string, type: string, text: string) =>
    alice.evaluate(
      ([how, name, type, text]) => {
        const files = new DataTransfer();
        files.items.add(new File([text], name, { type }));
        const place = document.querySelector(how === 'drop' ? 'section[aria-label="Verlauf"]' : 'form textarea');
        const init = { bubbles: true, cancelable: true };
        if (how === 'paste') place?.dispatchEvent(new ClipboardEvent('paste', { ...init, clipboardData: files }));
        else for (const step of ['dragover', 'drop']) place?.dispatchEvent(new DragEvent(step, { ...init, dataTransfer: files }));
      },
      [how, name, type, text] as const,
    );
  let isDown = true;
  await alice.route('**/attachments/', (route) => (isDown ? route.abort() : route.fallback()));
  await give('drop', `dropped ${mark}.txt`, 'text/plain', 'dropped');
  const again = alice.getByRole('button', { name: 'Noch einmal versuchen' });
  await expect(again).toBeVisible();
  await expect(alice.getByRole('alert').filter({ hasText: 'Die Verbindung ist abgebrochen.' })).toBeVisible();
  await seemsAccessible(alice);
  isDown = false;
  await again.click();
  await expect(again).toHaveCount(0);
  await give('paste', `pasted ${mark}.txt`, 'text/plain', 'pasted');
  await give('paste', `wrong ${mark}.exe`, 'application/octet-stream', 'MZ');
  await expect(alice.getByText('Dateien dieser Art lassen sich nicht anhängen.')).toBeVisible();
  await expect(again).toHaveCount(0); // it would be refused again
  await give('drop', `regret ${mark}.txt`, 'text/plain', 'regret');
  await expect(alice.getByRole('progressbar')).toHaveCount(0);
  const dropped = alice.waitForResponse((answer) => answer.request().method() === 'DELETE');
  await alice.getByRole('button', { name: `regret ${mark}.txt entfernen` }).click();
  expect((await dropped).status()).toBe(204);
  await box.fill(`Anbei ${mark}`);
  await box.press('Enter');
  const sent = line(alice, `Anbei ${mark}`);
  await expect(sent.getByRole('button', { name: /(dropped|pasted) .*txt/ })).toHaveCount(2);
  await expect(alice.getByText(`wrong ${mark}.exe`)).toBeVisible(); // it did not go, and says so
  await alice.getByRole('button', { name: `wrong ${mark}.exe entfernen` }).click();
  await expect(alice.getByText(`wrong ${mark}.exe`)).toHaveCount(0);
});

test('a group is named, grows and is handed on; what others write is said to screen readers once', async ({
  as,
  request,
  seemsAccessible,
}) => {
  test.setTimeout(240_000);
  const mark = `#${Date.now()}`;
  const [alice, mona] = [await apiOf(request, 'alice'), await apiOf(request, 'mona')];
  const [{ id: monaId }, { id: olafId }] = [await mona('get', '/api/me/'), await (await apiOf(request, 'olaf'))('get', '/api/me/')];
  await between(request); // they know each other
  const { id } = await alice('post', '/api/conversations/', { kind: 'group', title: `Club ${mark}`, people: [monaId, olafId] });
  const page = await as('alice');
  await page.goto(`/inbox/${id}`);
  await expect(field(page)).toBeVisible();
  const spoken = page.getByRole('log', { name: 'New messages' });
  await mona('post', `/api/conversations/${id}/messages/`, { client_id: crypto.randomUUID(), body: `Good morning ${mark}` });
  await expect(spoken.getByText(`Good morning ${mark}`)).toHaveCount(1);

  const menu = async (item: string) => {
    await page.getByRole('button', { name: 'More actions' }).last().click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await menu('Members and name…');
  const dialog = page.getByRole('dialog', { name: 'Group' });
  await dialog.getByRole('textbox', { name: 'Name of the group' }).fill(`Robots ${mark}`);
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByText('Group renamed')).toBeVisible();
  await seemsAccessible(page);
  await dialog.getByRole('button', { name: /^Actions for Mona/ }).click();
  await page.getByRole('menuitem', { name: 'Make admin' }).click();
  await expect(dialog.getByText('Admin', { exact: true })).toHaveCount(2);
  await dialog.getByRole('button', { name: /^Actions for Olaf/ }).click();
  await page.getByRole('menuitem', { name: 'Remove from the group' }).click();
  await page
    .getByRole('dialog', { name: /^Remove Olaf/ })
    .getByRole('button', { name: 'Remove from the group' })
    .click();
  await expect(dialog.getByRole('heading', { name: '2 members' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: `Robots ${mark}` })).toBeVisible();
  await menu('Leave the group');
  await page.getByRole('dialog').getByRole('button', { name: 'Leave the group' }).click();
  await expect(page).toHaveURL(/\/inbox$/);
  await mona('patch', `/api/conversations/${id}/`, { title: `Mine ${mark}` });
});

test('wishes of the inbox are kept', async ({ as, request, seemsAccessible }) => {
  const api = await apiOf(request, 'claire');
  const claire = await as('claire');
  await claire.goto('/inbox');
  await claire.getByRole('button', { name: 'Inbox settings' }).click();
  const strangers = claire.getByRole('switch', { name: 'Messages from strangers' });
  await expect(strangers).toBeChecked();
  await seemsAccessible(claire);
  await strangers.press('Space');
  await expect.poll(async () => (await api('get', '/api/messaging/settings/')).takes_requests).toBe(false);
  await strangers.press('Space');
  await expect.poll(async () => (await api('get', '/api/messaging/settings/')).takes_requests).toBe(true);
});

const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
