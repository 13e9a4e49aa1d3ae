import '@mantine/spotlight/styles.css';
import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/auth/session';
import { useCommands } from '@/shared/commands/registry';
import { NAVIGATION, useHasPage } from './navigation';
import classes from './Palette.module.css';

export const openPalette = () => spotlight.open();

/** Ctrl/⌘ K: go anywhere this person may go, do what the page at hand offers. */
export default function Palette() {
  const { t } = useTranslation();
  const { roles, actAs, isSignedIn } = useSession();
  const navigate = useNavigate();
  const hasPage = useHasPage();
  const commands = useCommands();
  const pages: SpotlightActionData[] = (isSignedIn ? roles : (['guest'] as const)).flatMap((role) =>
    NAVIGATION[role]
      .filter(({ to }) => hasPage(to))
      .map(({ key, to, icon: Icon }) => ({
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
  const here: SpotlightActionData[] = commands.map(({ id, label, description, keywords, icon, run }) => ({
    id,
    label,
    description,
    keywords,
    leftSection: icon,
    onClick: () => run(),
  }));
  return (
    <Spotlight
      actions={[...(here.length ? [{ group: t('nav.on_this_page'), actions: here }] : []), { group: t('nav.pages'), actions: pages }]}
      shortcut={null}
      overlayProps={{ blur: 0, backgroundOpacity: 0.6 }}
      classNames={{ actionsGroup: classes.group }}
      scrollable
      maxHeight={420}
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
