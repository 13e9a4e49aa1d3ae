import { pushDevicesCreate, pushDevicesDestroy, pushDevicesKeyRetrieve } from '@/shared/api/gen/sdk.gen';
import type { Device } from '@/shared/api/gen/types.gen';

/** `install`: this browser pushes only to pages on the home screen (iPhone, iPad). */
export type PushState = 'unsupported' | 'install' | 'denied' | 'off' | 'on';

const DEVICE = 'strato-push-device';
const KEPT = 'strato-push-kept';

/** Which of the devices this browser is. */
export const thisDevice = (): string | null => localStorage.getItem(DEVICE);

export async function pushState(): Promise<PushState> {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) {
    return /iPhone|iPad/.test(navigator.userAgent) ? 'install' : 'unsupported';
  }
  if (Notification.permission === 'denied') return 'denied';
  return thisDevice() && (await subscription()) ? 'on' : 'off';
}

/** Asks the person and subscribes this browser; ends as `denied` or `off` where they say no. */
export async function startPush(): Promise<PushState> {
  const answer = await Notification.requestPermission();
  if (answer !== 'granted') return answer === 'denied' ? 'denied' : 'off';
  const { pushManager } = await navigator.serviceWorker.ready;
  const key = (await pushDevicesKeyRetrieve()).data?.key ?? '';
  await (await pushManager.getSubscription())?.unsubscribe(); // perhaps of another key
  await keep(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) }));
  return 'on';
}

/** No more pushes to this browser. */
export async function endPush(): Promise<void> {
  const id = thisDevice();
  localStorage.removeItem(DEVICE);
  sessionStorage.removeItem(KEPT);
  await (await subscription())?.unsubscribe();
  if (id) await pushDevicesDestroy({ path: { id } });
}

/** Who signed out hears nothing here any more: the address ends, and the server learns of it with its next push. */
export async function forgetPush(): Promise<void> {
  localStorage.removeItem(DEVICE);
  sessionStorage.removeItem(KEPT);
  await (await subscription())?.unsubscribe();
}

/** Once a visit: the server knows the address that the browser uses now. */
export async function keepPush(): Promise<void> {
  if (!thisDevice() || sessionStorage.getItem(KEPT)) return;
  const found = await subscription();
  if (found) await keep(found);
  else localStorage.removeItem(DEVICE); // taken back in the browser's settings
}

async function keep(found: PushSubscription): Promise<void> {
  const { endpoint = '', keys } = found.toJSON();
  const body = { endpoint, keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' }, name: nameOf(navigator.userAgent) };
  const { data } = await pushDevicesCreate({ body });
  localStorage.setItem(DEVICE, (data as Device).id);
  sessionStorage.setItem(KEPT, 'yes');
}

async function subscription(): Promise<PushSubscription | null> {
  if (!('serviceWorker' in navigator)) return null;
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

/** "Firefox · Linux", as far as the browser says. */
export function nameOf(userAgent: string): string {
  const browser = ['Edg', 'OPR', 'SamsungBrowser', 'Firefox', 'Chrome', 'Safari'].find((name) => userAgent.includes(`${name}/`)) ?? '';
  const system = ['Android', 'iPhone', 'iPad', 'Windows', 'CrOS', 'Mac', 'Linux'].find((name) => userAgent.includes(name)) ?? '';
  return [NAMES[browser] ?? browser, NAMES[system] ?? system].filter(Boolean).join(' · ');
}

const NAMES: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', SamsungBrowser: 'Samsung Internet', CrOS: 'ChromeOS', Mac: 'macOS' };

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}
