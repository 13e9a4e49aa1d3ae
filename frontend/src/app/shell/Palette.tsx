import { Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/auth/session';
import { NAVIGATION } from './navigation';

/** Ctrl/⌘ K: go anywhere this person may go. */
export function Palette() {
  const { t } = useTranslation();
  const { roles, actAs, isSignedIn } = useSession();
  const navigate = useNavigate();
  const actions: SpotlightActionData[] = (isSignedIn ? roles : (['guest'] as const)).flatMap((role) =>
    NAVIGATION[role].map(({ key, to, icon: Icon }) => ({
      id: `${role}-${key}`,
      label: t(`nav.${key}`),
      description: role === 'guest' ? undefined : t(`role.${role}`),
      leftSection: <Icon size={18} stroke={1.75} aria-hidden />,
      onClick: () => {
        if (role !== 'guest') actAs(role);
        void navigate({ to });
      },
    })),
  );
  return (
    <Spotlight
      actions={actions}
      shortcut={['mod + K', '/']}
      nothingFound={t('state.nothing_found')}
      highlightQuery
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: t('nav.search_long'),
        'aria-label': t('nav.search_long'),
      }}
    />
  );
}
