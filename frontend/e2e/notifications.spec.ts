import { createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from '@playwright/test';
import { CAST, expect, PASSWORD, test } from './cast';

type Push = { title: string; url: string; tag: string };
type Post = { encoding: string | undefined; authorization: string | undefined; body: Buffer };

/** A push service on this machine, and one browser's keys to read what comes. */
class PushService {
  readonly came: Post[] = [];
  readonly keys: ECDH = createECDH('prime256v1');
  readonly secret = randomBytes(16);
  private server: Server | undefined;

  async listen(): Promise<void> {
    this.keys.generateKeys();
    this.server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part) => parts.push(part));
      request.on('end', () => {
        const { 'content-encoding': encoding, authorization } = request.headers;
        this.came.push({ encoding, authorization, body: Buffer.concat(parts) });
        response.writeHead(201).end();
      });
    });
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
  }

  close = () => this.server?.close();

  get subscription() {
    const { port } = (this.server as Server).address() as AddressInfo;
    const keys = { p256dh: this.keys.getPublicKey().toString('base64url'), auth: this.secret.toString('base64url') };
    return { endpoint: `http://127.0.0.1:${port}/send/one`, keys };
  }

  /** RFC 8291 over RFC 8188, as a browser reads it. */
  read({ body }: Post): Push {
    const salt = body.subarray(0, 16);
    const theirs = body.subarray(21, 21 + body[20]);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.keys.getPublicKey(), theirs]);
    const shared = hkdf(this.keys.computeSecret(theirs), this.secret, info, 32);
    const key = hkdf(shared, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
    const nonce = hkdf(shared, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
    const sealed = body.subarray(21 + body[20]);
    const cipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
    const clear = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
    return JSON.parse(clear.subarray(0, clear.lastIndexOf(2)).toString());
  }
}

const hkdf = (key: Buffer, salt: Buffer, info: Buffer, length: number) => Buffer.from(hkdfSync('sha256', key, salt, info, length));

/** The maker of this browser has no push service here: its part is played by ours. Everything else is the real thing. */
async function subscribesAt(context: BrowserContext, service: PushService): Promise<void> {
  await context.addInitScript((json) => {
    let current: unknown = null;
    const subscription = {
      toJSON: () => json,
      unsubscribe: async () => {
        current = null;
        return true;
      },
    };
    PushManager.prototype.subscribe = async () => {
      current = subscription;
      return subscription as never;
    };
    PushManager.prototype.getSubscription = async () => current as never;
  }, service.subscription);
}

/** This person, for the API itself. */
async function bearer(page: Page, who: keyof typeof CAST): Promise<{ Authorization: string }> {
  const answer = await page.request.post('/api/token/', { data: { email: CAST[who], password: PASSWORD } });
  return { Authorization: `Bearer ${(await answer.json()).access}` };
}

test('the bell says how many are new, all are read at once, and that is taken back', async ({ as }) => {
  const page = await as('alice');
  await page.goto('/notifications');
  await expect(page.getByRole('heading', { level: 1, name: 'Notifications' })).toBeVisible();
  const unread = page.locator('[data-unread="true"]');
  await expect(unread.first()).toBeVisible();
  const before = await unread.count();
  expect(before).toBeLessThan(30);
  await page.getByRole('button', { name: 'Mark all read' }).click();
  await expect(unread).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(unread).toHaveCount(before);
});

test('the list is narrowed by its address, and one line is read without leaving', async ({ as }) => {
  const page = await as('alice');
  await page.goto('/notifications');
  await page.getByLabel('What it is about').selectOption('Orders');
  await expect(page).toHaveURL(/category=orders/);
  await page.reload();
  await expect(page.getByLabel('What it is about')).toHaveValue('orders');
  await expect(page.getByText(/Orders ·/).first()).toBeVisible();
  await page.goto('/notifications?unread=true');
  const read = page.getByRole('button', { name: /^Mark as read: / });
  const count = await read.count();
  if (count > 0) {
    await read.first().click();
    await expect(read).toHaveCount(count - 1);
  }
});

test('a failing list says so and is asked again', async ({ as }) => {
  const page = await as('alice');
  let isBroken = true;
  await page.route('**/api/notifications/?*', (route) => (isBroken ? route.fulfill({ status: 500, json: {} }) : route.continue()));
  await page.goto('/notifications?category=people');
  await expect(page.getByRole('alert')).toBeVisible();
  isBroken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('quiet hours and the daily mail are kept', async ({ as }) => {
  const page = await as('lena', { timezoneId: 'Europe/Berlin' });
  const headers = await bearer(page, 'lena');
  const usual = { mail: 'instant', is_quiet: false, quiet_from: '22:00', timezone: 'UTC', quiet_days: [1, 2, 3, 4, 5, 6, 7] };
  const reset = () => page.request.patch('/api/notification-timing/', { headers, data: usual });
  expect((await reset()).ok()).toBe(true);
  await page.goto('/settings/notifications');
  await page.getByRole('radio', { name: 'Once a day' }).click();
  await expect(page.getByLabel('Leaves at')).toHaveValue('08:00');
  await page.getByRole('switch', { name: 'Keep quiet hours' }).press('Space');
  await page.getByLabel('From', { exact: true }).fill('21:30');
  await page.getByLabel('From', { exact: true }).press('Enter');
  await page.getByRole('checkbox', { name: 'Sunday' }).press('Space');
  await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('Europe/Berlin');
  const kept = { mail: 'daily', is_quiet: true, quiet_from: '21:30', timezone: 'Europe/Berlin', quiet_days: [1, 2, 3, 4, 5, 6] };
  await expect
    .poll(async () => (await page.request.get('/api/notification-timing/', { headers })).json())
    .toEqual(expect.objectContaining(kept));
  await page.reload();
  await expect(page.getByLabel('From', { exact: true })).toHaveValue('21:30');
  await reset();
});

test('who said no to notifications reads how to change it', async ({ as }) => {
  const page = await as('lena', { serviceWorkers: 'allow' });
  await page.addInitScript(() => Object.defineProperty(Notification, 'permission', { get: () => 'denied' }));
  await page.goto('/settings/notifications');
  await expect(page.getByText('Notifications are blocked in this browser')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Push to this device' })).toHaveCount(0);
});

test('a push reaches the device encrypted, the service worker shows it, and a click leads to its page', async ({ as, baseURL }) => {
  test.setTimeout(90_000);
  const service = new PushService();
  await service.listen();
  const page = await as('mona', { serviceWorkers: 'allow', permissions: ['notifications'] });
  await subscribesAt(page.context(), service);
  const headers = await bearer(page, 'mona');
  for (const { id } of (await (await page.request.get('/api/push-devices/', { headers })).json()).results)
    await page.request.delete(`/api/push-devices/${id}/`, { headers });
  await page.goto('/settings/notifications');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.getByRole('button', { name: 'Push to this device' }).click();
  await expect(page.getByText('This device', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: /^Send a test to / }).click();
  await expect.poll(() => service.came.length).toBe(1);
  const [post] = service.came;
  expect(post.encoding).toBe('aes128gcm');
  expect(post.authorization).toMatch(/^vapid t=/);
  const push = service.read(post);
  expect(push).toMatchObject({ title: 'Es klappt', url: '/settings/notifications' }); // in her language

  const devtools = await page.context().newCDPSession(page);
  const registrations: string[] = [];
  devtools.on('ServiceWorker.workerRegistrationUpdated', (told) => {
    for (const { registrationId, isDeleted } of told.registrations) if (!isDeleted) registrations.push(registrationId);
  });
  await devtools.send('ServiceWorker.enable');
  await expect.poll(() => registrations.length).toBeGreaterThan(0);
  const origin = new URL(baseURL ?? '').origin;
  const data = JSON.stringify({ ...push, url: '/notifications' });
  await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId: registrations[0], data });
  const shown = () =>
    page.evaluate(async () => {
      const { getNotifications } = await navigator.serviceWorker.ready.then((ready) => ({
        getNotifications: () => ready.getNotifications(),
      }));
      return (await getNotifications()).map(({ title, tag }) => ({ title, tag }));
    });
  await expect.poll(shown).toEqual([{ title: 'Es klappt', tag: 'test' }]);

  const [worker] = page.context().serviceWorkers();
  await worker.evaluate(async () => {
    const scope = globalThis as unknown as ServiceWorkerGlobal;
    const [notification] = await scope.registration.getNotifications();
    scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }));
  });
  await expect(page).toHaveURL(/\/notifications$/);
  await page.goto('/settings/notifications');
  await page
    .getByRole('button', { name: /^Remove / })
    .first()
    .click();
  await expect(page.getByRole('button', { name: /^Remove / })).toHaveCount(0);
  service.close();
});

/** What a test uses of a service worker's inside. */
type ServiceWorkerGlobal = {
  registration: ServiceWorkerRegistration;
  dispatchEvent: (event: Event) => boolean;
  NotificationEvent: new (type: string, init: { notification: Notification }) => Event;
};
