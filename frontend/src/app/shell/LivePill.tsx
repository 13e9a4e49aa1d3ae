import { Badge } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/auth/session';
import { useOnline } from '@/shared/lib/useOnline';
import { useLiveState } from '@/shared/realtime';

const PATIENCE_MS = 3_000;

/** "Offline" without a network; "Reconnecting…" once the socket has been away for three seconds. */
export function LivePill() {
  const { t } = useTranslation();
  const { isSignedIn } = useSession();
  const online = useOnline();
  const isAway = useLiveState() === 'connecting' && isSignedIn;
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(isAway), isAway ? PATIENCE_MS : 0);
    return () => clearTimeout(timer);
  }, [isAway]);
  return (
    <span aria-live="polite">
      {(isShown || !online) && (
        <Badge
          leftSection={<IconPlugConnectedX size={14} aria-hidden />}
          style={{ background: 'var(--tone-warning-fill)', color: 'var(--tone-warning-text)' }}
        >
          {t(online ? 'state.reconnecting' : 'state.away')}
        </Badge>
      )}
    </span>
  );
}
