import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { hasSession } from '@/shared/auth/tokens';
import { forgetPush, keepPush } from './push';

/** What the page does for pushes: goes where a clicked one leads, keeps the app's badge, ends them with the session. */
export function useServedPush(unread: number | undefined): void {
  const navigate = useNavigate();
  useEffect(() => {
    const worker = navigator.serviceWorker;
    if (!worker) return;
    const follow = ({ data }: MessageEvent) => {
      if (data?.type === 'strato.open' && typeof data.url === 'string' && /^\/(?!\/)/.test(data.url)) void navigate({ to: data.url });
    };
    worker.addEventListener('message', follow);
    return () => worker.removeEventListener('message', follow);
  }, [navigate]);
  useEffect(() => {
    if (unread !== undefined) void navigator.setAppBadge?.(unread).catch(() => undefined);
  }, [unread]);
  useEffect(() => {
    void keepPush().catch(() => undefined); // without a network the next visit says it
    return () => {
      if (hasSession()) return;
      void forgetPush().catch(() => undefined);
      void navigator.clearAppBadge?.().catch(() => undefined);
    };
  }, []);
}
