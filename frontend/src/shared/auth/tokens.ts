/** The access token lives in memory; the refresh token, rotated at every use, in local storage shared by all tabs. */
const REFRESH = 'strato-refresh';
const GUEST = 'strato-guest';
const EARLY_MS = 30_000;

let access: string | undefined;
let refreshing: Promise<string | undefined> | undefined;

export type TokenPair = { access: string; refresh: string };

export function keepTokens(pair: TokenPair): void {
  access = pair.access;
  localStorage.setItem(REFRESH, pair.refresh);
}

export function forgetTokens(): void {
  access = undefined;
  localStorage.removeItem(REFRESH);
}

const mourners = new Set<() => void>();

/** Tells when the server ended the session: the account was switched off, or the token is used up. */
export function onSessionLost(tell: () => void): () => void {
  mourners.add(tell);
  return () => void mourners.delete(tell);
}

export const refreshToken = () => localStorage.getItem(REFRESH) ?? undefined;
export const hasSession = () => Boolean(refreshToken());

export const guestKey = () => localStorage.getItem(GUEST) ?? undefined;
export const keepGuestKey = (key: string) => localStorage.setItem(GUEST, key);
export const forgetGuestKey = () => localStorage.removeItem(GUEST);

/** A token that is good now; `fresh` asks for a new one in any case. Undefined: nobody is signed in. */
export async function accessToken(fresh = false): Promise<string | undefined> {
  if (access && !fresh && expiresAt(access) - EARLY_MS > Date.now()) return access;
  if (!hasSession()) return undefined;
  refreshing ??= exclusively(renew).finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

/** Only one tab renews at a time, since each renewal uses the old refresh token up. */
function exclusively(act: () => Promise<string | undefined>): Promise<string | undefined> {
  return navigator.locks ? navigator.locks.request('strato-refresh', act) : act();
}

async function renew(): Promise<string | undefined> {
  const refresh = refreshToken();
  if (!refresh) return undefined;
  const answer = await fetch('/api/token/refresh/', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ refresh }),
  });
  if (answer.ok) {
    keepTokens((await answer.json()) as TokenPair);
    return access;
  }
  if (answer.status === 401 || answer.status === 400) {
    forgetTokens();
    for (const tell of mourners) tell();
  }
  return undefined;
}

function expiresAt(token: string): number {
  try {
    const payload = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    return (JSON.parse(atob(payload)) as { exp: number }).exp * 1000;
  } catch {
    return 0;
  }
}
