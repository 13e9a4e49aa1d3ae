import { createHmac } from 'node:crypto';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './cast';

const WORD = 'forty-micron-summer';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code of an authenticator app (RFC 6238); `ahead` steps of 30 seconds from now. */
function codeOf(secret: string, ahead = 0): string {
  const bits = [...secret.replaceAll(' ', '')].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const mac = createHmac('sha1', key).update(step).digest();
  const at = mac[mac.length - 1] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Somebody new, signed in here: what they change about their account is nobody else's trouble. */
async function arrive(page: Page): Promise<string> {
  const email = `secure-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.org`;
  const answer = await page.request.post('/api/register/', {
    data: { email, password: WORD, name: 'Greta Guard' },
    headers: { 'User-Agent': await page.evaluate(() => navigator.userAgent) },
  });
  const { refresh } = await answer.json();
  await page.goto('/');
  await page.evaluate((token) => localStorage.setItem('strato-refresh', token), refresh);
  return email;
}

async function enter(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel(/^Password/).fill(WORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function prove(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Is it still you?' });
  await dialog.getByLabel(/^Password/).fill(WORD);
  await dialog.getByRole('button', { name: 'Go on' }).click();
}

const leave = (page: Page) => page.evaluate(() => localStorage.clear());
const signedIn = (page: Page) => expect(page).toHaveURL(/\/home/);

/** A phone that answers every question for a passkey, as if a finger lay on it. */
async function withAuthenticator(context: BrowserContext, page: Page): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test('two-step sign-in: set up, a code, a recovery code, off again', async ({ as, seemsAccessible }) => {
  test.slow(); // three times through the door
  const page = await as('guest');
  const email = await arrive(page);
  await page.goto('/settings/security');
  const section = page.getByRole('region', { name: 'Two-step sign-in' });
  await section.getByRole('button', { name: 'Turn on' }).click();
  await prove(page);
  const wizard = page.getByRole('dialog', { name: 'Set up your app' });
  await expect(wizard.getByRole('img', { name: 'QR code' })).toBeVisible();
  await seemsAccessible(page);
  const secret = (await wizard.getByTestId('totp-secret').textContent()) ?? '';
  await wizard.getByLabel('Code that the app shows').fill('000000');
  await wizard.getByRole('button', { name: 'Turn on' }).click();
  await expect(wizard.getByText('This code is wrong, or was used already.')).toBeVisible();
  await wizard.getByLabel('Code that the app shows').fill(codeOf(secret));
  await wizard.getByRole('button', { name: 'Turn on' }).click();
  const kept = page.getByRole('dialog', { name: 'Your recovery codes' });
  await expect(kept.getByTestId('recovery-code')).toHaveCount(10);
  const [recovery] = await kept.getByTestId('recovery-code').allTextContents();
  const saved = page.waitForEvent('download');
  await kept.getByRole('button', { name: 'Download' }).click();
  expect((await saved).suggestedFilename()).toBe('strato-recovery-codes.txt');
  await kept.getByRole('button', { name: 'I have kept them' }).click();
  await expect(section.getByText('10 recovery codes are left.')).toBeVisible();

  await leave(page);
  await enter(page, email);
  await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible();
  await seemsAccessible(page);
  await page.getByLabel('Code').fill(codeOf(secret, 1));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await signedIn(page);

  await leave(page);
  await enter(page, email);
  await page.getByLabel('Code').fill(recovery);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await signedIn(page);
  await page.goto('/settings/security');
  await expect(section.getByText('9 recovery codes are left.')).toBeVisible();
  await section.getByRole('button', { name: 'Turn off' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Turn off' }).click();
  await prove(page);
  await expect(section.getByRole('button', { name: 'Turn on' })).toBeVisible();
});

test('a passkey is added, named, signs in, and is removed', async ({ as }) => {
  const page = await as('guest');
  await withAuthenticator(page.context(), page);
  await arrive(page);
  await page.goto('/settings/security');
  const section = page.getByRole('region', { name: 'Passkeys' });
  await section.getByRole('button', { name: 'Add a passkey' }).click();
  await prove(page);
  const dialog = page.getByRole('dialog', { name: 'Add a passkey' });
  await dialog.getByLabel('Name').fill('Workbench');
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(section.getByText('Workbench')).toBeVisible();

  await leave(page);
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await signedIn(page);

  await page.goto('/settings/security');
  await section.getByRole('button', { name: 'Remove Workbench' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(section.getByText('Workbench')).toBeHidden();
  await leave(page);
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByText('This passkey belongs to no account here.')).toBeVisible();
});

test('another device is signed out from here, and notices at once', async ({ as }) => {
  const here = await as('guest');
  const email = await arrive(here);
  const there = await as('guest');
  await enter(there, email);
  await signedIn(there);
  await here.goto('/settings/security');
  const section = here.getByRole('region', { name: 'Where you are signed in' });
  await expect(section.getByText('This device')).toBeVisible();
  await section.getByRole('button', { name: /^Sign out Chrome/ }).click();
  await expect(section.getByRole('button', { name: /^Sign out Chrome/ })).toBeHidden();
  // Nobody touches the other window: its socket is closed, and it asks whether it may stay.
  await expect.poll(() => there.evaluate(() => localStorage.getItem('strato-refresh'))).toBeNull();
});
