import { ActionIcon, Group, SegmentedControl, Title } from '@mantine/core';
import { IconPencilPlus, IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { onDemand } from '@/shared/ui/onDemand';
import { SearchField } from '@/shared/ui/SearchField';
import { type Box, summaryQuery } from './api';
import { ConversationList } from './ConversationList';
import { Found } from './Found';
import classes from './Inbox.module.css';

const SettingsDialog = onDemand(async () => (await import('./SettingsDialog')).SettingsDialog);
const NewConversation = onDemand(async () => (await import('./NewConversation')).NewConversation);

export type InboxSearch = { box?: 'requests' | 'archived'; search?: string; new?: true };

type Props = {
  search: InboxSearch;
  onSearch: (next: InboxSearch) => void;
  /** The conversation that is open, if one is. */
  open?: string;
  onOpen: (id: string) => void;
  children: ReactNode;
};

/** All conversations beside the one that is open; on a phone one of the two. */
export function InboxPage({ search, onSearch, open, onOpen, children }: Props) {
  const { t } = useTranslation('inbox');
  const { data: summary } = useQuery(summaryQuery);
  const [isWishing, setWishing] = useState(false);
  const setWriting = (isWriting: boolean) => onSearch({ ...search, new: isWriting || undefined });
  const box: Box = search.box ?? 'inbox';
  const boxes = (['inbox', 'requests', 'archived'] as const).map((value) => ({
    value,
    label: value === 'requests' && summary?.requests ? t('box.requests_n', { n: summary.requests }) : t(`box.${value}`),
  }));
  return (
    <div className={classes.inbox} data-open={open ? true : undefined}>
      <div className={classes.side}>
        <div className={classes.top}>
          <Group justify="space-between" wrap="nowrap">
            {open ? (
              <span className={classes.title}>{t('title')}</span>
            ) : (
              <Title order={1} id="page-title" tabIndex={-1}>
                {t('title')}
              </Title>
            )}
            <Group gap={4} wrap="nowrap">
              <ActionIcon size={40} color="gray" onClick={() => setWishing(true)} aria-label={t('wishes.title')}>
                <IconSettings size={18} aria-hidden />
              </ActionIcon>
              <ActionIcon size={40} variant="light" onClick={() => setWriting(true)} aria-label={t('new.open')}>
                <IconPencilPlus size={18} aria-hidden />
              </ActionIcon>
            </Group>
          </Group>
          <SearchField
            label={t('search')}
            value={search.search}
            onSearch={(text) => onSearch({ ...search, search: text })}
            maw="none"
            flex="none"
            w="100%"
          />
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={t('box.label')}
            value={box}
            data={boxes}
            onChange={(next) => onSearch({ ...search, box: next === 'inbox' ? undefined : (next as InboxSearch['box']) })}
          />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <section className={classes.scroll} aria-label={t('list')} tabIndex={0}>
          <ConversationList box={box} search={search} open={open} onClear={() => onSearch({ ...search, search: undefined })} />
          {search.search && <Found words={search.search} />}
        </section>
      </div>
      <div className={classes.pane}>{children}</div>
      {isWishing && <SettingsDialog onClose={() => setWishing(false)} />}
      {search.new && <NewConversation onClose={() => setWriting(false)} onBegun={onOpen} />}
    </div>
  );
}
