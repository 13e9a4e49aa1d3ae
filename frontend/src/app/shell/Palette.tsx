import '@mantine/spotlight/styles.css';
import { createSpotlight, Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import { IconBolt, IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/auth/session';
import { useLook } from '@/shared/auth/useLook';
import { useCommands } from '@/shared/commands/registry';
import { toastError } from '@/shared/ui/toast';
import { NAVIGATION, useHasPage } from './navigation';
import classes from './Palette.module.css';
import { usePaletteFinds } from './usePaletteFinds';

const [store, palette] = createSpotlight();
export const openPalette = palette.open;

/** Ctrl/⌘ K: go anywhere this person may go, open what the words name, do what the page at hand offers. */
export default function Palette() {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const { groups: found, isSearching } = usePaletteFinds(typed);
  const actions = [{ group: t('nav.actions'), actions: useActions() }, { group: t('nav.pages'), actions: usePages() }, ...found];
  useFirstChosen(found.reduce((sum, { actions }) => sum + actions.length, 0));
  return (
    <Spotlight
      store={store}
      query={typed}
      onQueryChange={setTyped}
      actions={actions}
      shortcut={null}
      overlayProps={{ blur: 0, backgroundOpacity: 0.6 }}
      classNames={{ actionsGroup: classes.group }}
      scrollable
      attributes={{ content: { 'aria-label': t('nav.search') } }}
      maxHeight={420}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }} // what scrolls is reached by the keyboard
      nothingFound={<span role="status">{t(isSearching ? 'state.searching' : 'state.nothing_found')}</span>}
      highlightQuery
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: t('nav.search_long'),
        'aria-label': t('nav.search_long'),
      }}
    />
  );
}

/** Enter means the first, also when the first came late, from the server. */
function useFirstChosen(found: number) {
  useEffect(() => {
    const list = document.getElementById(store.getState().listId);
    if (found === 0 || !list || list.querySelector('[data-selected]')) return;
    list.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
    store.updateState((state) => ({ ...state, selected: 0 }));
  }, [found]);
}

function usePages(): SpotlightActionData[] {
  const { t } = useTranslation();
  const { roles, actAs, isSignedIn } = useSession();
  const navigate = useNavigate();
  const hasPage = useHasPage();
  return (isSignedIn ? roles : (['guest'] as const)).flatMap((role) =>
    NAVIGATION[role]
      .filter(({ to, group }) => hasPage(to) && (!group || role === roles[0])) // what every role has stands here once
      .map(({ key, to, group, icon: Icon }) => ({
        id: `${role}-${key}`,
        label: t(`nav.${key}`),
        description: group ? t(`nav.${group}`) : role === 'guest' ? undefined : t(`role.${role}`),
        leftSection: <Icon size={18} stroke={1.75} aria-hidden />,
        onClick: () => {
          if (role !== 'guest' && !group) actAs(role);
          void navigate({ to });
        },
      })),
  );
}

/** What the page offers, then what can be done anywhere. */
function useActions(): SpotlightActionData[] {
  const { t } = useTranslation();
  const commands = useCommands();
  const look = useLook();
  const themes = (['auto', 'light', 'dark'] as const).map((theme) => ({
    id: `theme-${theme}`,
    label: t('nav.theme_to', { theme: t(`theme.${theme}`) }),
    run: () => void look({ theme }).catch((error) => toastError(error, 'look')),
  }));
  return [...commands, ...themes].map(({ run, ...words }) => ({
    ...words,
    leftSection: <IconBolt size={18} stroke={1.75} aria-hidden />,
    onClick: () => run(),
  }));
}
