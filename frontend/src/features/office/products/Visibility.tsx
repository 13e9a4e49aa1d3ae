import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ToneBadge } from '@/shared/ui/StatusBadge';

export function Visibility({ isPublished }: { isPublished: boolean }) {
  const { t } = useTranslation('office');
  const Icon = isPublished ? IconCircleCheck : IconCircleDashed;
  return (
    <ToneBadge tone={isPublished ? 'success' : 'neutral'} size="md" icon={<Icon size={14} aria-hidden />}>
      {t(isPublished ? 'products.on_sale' : 'products.draft')}
    </ToneBadge>
  );
}
