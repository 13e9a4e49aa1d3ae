import { IconClock, IconDoor } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ToneBadge } from '@/shared/ui/StatusBadge';

export function OpenBadge({ isOpen }: { isOpen: boolean }) {
  const { t } = useTranslation('labs');
  const Icon = isOpen ? IconDoor : IconClock;
  return (
    <ToneBadge tone={isOpen ? 'success' : 'neutral'} size="md" icon={<Icon size={14} aria-hidden />}>
      {t(isOpen ? 'open' : 'closed')}
    </ToneBadge>
  );
}
