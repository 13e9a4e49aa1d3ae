// What the service worker does with pushes: shows them, and leads to their page. Its words come with the push.
const HOME = '/notifications';

self.addEventListener('push', (event) => {
  const push = event.data?.json() ?? {};
  event.waitUntil(
    Promise.all([
      self.registration.showNotification(push.title ?? 'Strato', {
        body: push.body ?? '',
        tag: push.tag,
        renotify: Boolean(push.tag),
        icon: '/icon-192.png',
        badge: '/icon-192.png',
        data: { url: push.url ?? HOME },
      }),
      Number.isInteger(push.unread) ? navigator.setAppBadge?.(push.unread).catch(() => undefined) : undefined,
    ]),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.url ?? HOME));
});

/** Brings a window that is open to the page, or opens one. */
async function open(url) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const [best] = windows.sort((a, b) => Number(b.focused) - Number(a.focused));
  if (!best) return self.clients.openWindow(url);
  best.postMessage({ type: 'strato.open', url });
  return best.focus().catch(() => undefined);
}
