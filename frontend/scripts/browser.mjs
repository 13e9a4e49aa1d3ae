/** One way to open Chromium: the machine's own where there is one, Playwright's otherwise; WebGL in software. */
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const isRoot = process.getuid?.() === 0;
const own = process.env.CHROMIUM_PATH || '/usr/bin/chromium';

export const launchOptions = {
  executablePath: existsSync(own) ? own : undefined,
  args: [
    ...(isRoot ? ['--no-sandbox'] : []),
    '--use-gl=angle',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--ignore-gpu-blocklist',
    '--disable-dev-shm-usage',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

export const openBrowser = () => chromium.launch(launchOptions);

/** Signs in over REST; each call of what it gives is a session of its own, as the refresh token is used up by a renewal. */
export async function sessionOf(base, email, password) {
  const signIn = async () => {
    const answer = await fetch(new URL('/api/token/', base), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    if (!answer.ok) throw new Error(`cannot sign in as ${email}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return signIn;
}
