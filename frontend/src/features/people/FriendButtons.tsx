import { Button } from '@mantine/core';
import { IconCheck, IconClock, IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PersonCard } from '@/shared/api/gen/types.gen';
import { ToneBadge } from '@/shared/ui/StatusBadge';
import { useFriendship } from './useFriendship';

/** How somebody in a list stands to me, and the one thing that leads on. */
export function FriendButton({ person }: { person: PersonCard }) {
  const { t } = useTranslation('community');
  const { relation, ask, isParting } = useFriendship(person);
  const name = person.display_name;
  if (relation === 'friend')
    return (
      <ToneBadge tone="success" size="md" icon={<IconCheck size={14} aria-hidden />}>
        {t('relation.friend')}
      </ToneBadge>
    );
  if (relation === 'asked')
    return (
      <ToneBadge tone="warning" size="md" icon={<IconClock size={14} aria-hidden />}>
        {t('relation.asked')}
      </ToneBadge>
    );
  if (relation === 'self')
    return (
      <ToneBadge tone="neutral" size="md">
        {t('relation.self')}
      </ToneBadge>
    );
  if (isParting) return null;
  return (
    <Button
      variant="default"
      size="compact-md"
      leftSection={relation === 'asks' ? <IconCheck size={16} aria-hidden /> : <IconUserPlus size={16} aria-hidden />}
      onClick={ask}
      aria-label={t(relation === 'asks' ? 'act.accept_of' : 'act.add_of', { name })}
    >
      {t(relation === 'asks' ? 'act.accept' : 'act.add')}
    </Button>
  );
}
