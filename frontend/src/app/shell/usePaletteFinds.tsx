import { useDebouncedValue } from '@mantine/hooks';
import type { SpotlightActionData } from '@mantine/spotlight';
import { IconMapPin, IconMessages, IconPrinter, IconStack2, IconUser } from '@tabler/icons-react';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { conversationsList, labsList, peopleList, printersList, printJobsList, usersList } from '@/shared/api/gen/sdk.gen';
import { useSession } from '@/shared/auth/session';

const REST_MS = 200;
const SHORTEST = 2;
const EACH = 5;

type Find = { id: string; label: string; description: string; to: string; search?: Record<string, string> };
type Kind = {
  key: string;
  icon: ComponentType<{ size: number }>;
  isFor: boolean;
  find: (text: string, signal: AbortSignal) => Promise<Find[]>;
};

/** Jobs, labs, printers and people whose name or number has these words: what this person may see, asked of the server. */
export function usePaletteFinds(typed: string) {
  const { t } = useTranslation();
  const { roles, isSignedIn } = useSession();
  const navigate = useNavigate();
  const [text] = useDebouncedValue(typed.trim(), REST_MS);
  const isMaker = roles.includes('maker');
  const kinds: Kind[] = [
    { key: 'prints', icon: IconStack2, isFor: isSignedIn, find: findJobs('mine') },
    { key: 'lab_jobs', icon: IconStack2, isFor: isMaker, find: findJobs('lab') },
    { key: 'printers', icon: IconPrinter, isFor: isMaker, find: findPrinters },
    { key: 'friends', icon: IconUser, isFor: isSignedIn, find: findPeople },
    { key: 'inbox', icon: IconMessages, isFor: isSignedIn, find: findConversations },
    { key: 'users', icon: IconUser, isFor: roles.includes('admin'), find: findAccounts },
    { key: 'labs', icon: IconMapPin, isFor: true, find: findLabs },
  ].filter(({ isFor }) => isFor);
  const isOn = text.length >= SHORTEST;
  const answers = useQueries({
    queries: kinds.map(({ key, find }) => ({
      queryKey: ['palette', key, text],
      queryFn: ({ signal }: { signal: AbortSignal }) => find(text, signal),
      enabled: isOn,
      placeholderData: keepPreviousData,
    })),
  });
  const groups = kinds.map(({ key, icon: Icon }, at) => ({
    group: t(`nav.${key}`),
    actions: (isOn ? (answers[at].data ?? []) : []).map(
      ({ id, label, description, to, search }): SpotlightActionData => ({
        id: `${key}-${id}`,
        label,
        description,
        keywords: typed, // the server found it: whatever was typed fits
        leftSection: <Icon size={18} aria-hidden />,
        onClick: () => void navigate({ to, search } as never),
      }),
    ),
  }));
  const isSearching = typed.trim() !== text || (isOn && answers.some(({ isFetching }) => isFetching));
  return { groups: groups.filter(({ actions }) => actions.length > 0), isSearching };
}

const findJobs = (scope: 'mine' | 'lab') => async (search: string, signal: AbortSignal) => {
  const { data } = await printJobsList({ query: { scope, search, page_size: EACH }, signal });
  return (data?.results ?? []).map(({ id, number, model, lab }) => ({
    id,
    label: model.name,
    description: `${number} · ${lab.name}`,
    to: `/jobs/${id}`,
  }));
};

async function findConversations(search: string, signal: AbortSignal): Promise<Find[]> {
  const { data } = await conversationsList({ query: { search, page_size: EACH }, signal });
  return (data?.results ?? []).map(({ id, kind, title, subject, people }) => ({
    id,
    label: (kind === 'direct' ? people[0]?.display_name : subject?.label || title) ?? '',
    description: people.map(({ display_name }) => display_name).join(', '),
    to: `/inbox/${id}`,
  }));
}

async function findPrinters(search: string, signal: AbortSignal): Promise<Find[]> {
  const { data } = await printersList({ query: { search, page_size: EACH }, signal });
  return (data?.results ?? []).map(({ id, name, lab }) => ({
    id,
    label: name,
    description: lab.name,
    to: '/maker/printers',
    search: { lab: lab.id, search: name },
  }));
}

async function findAccounts(search: string, signal: AbortSignal): Promise<Find[]> {
  const { data } = await usersList({ query: { search, page_size: EACH }, signal });
  return (data?.results ?? []).map(({ id, display_name, email }) => ({
    id,
    label: display_name,
    description: email ?? '',
    to: '/platform/users',
    search: { search: email ?? display_name },
  }));
}

async function findPeople(search: string, signal: AbortSignal): Promise<Find[]> {
  const { data } = await peopleList({ query: { search, page_size: EACH }, signal });
  return (data?.results ?? []).map(({ id, display_name, username }) => ({
    id,
    label: display_name,
    description: username ? `@${username}` : '',
    to: `/people/${username || id}`,
  }));
}

async function findLabs(search: string, signal: AbortSignal): Promise<Find[]> {
  const { data } = await labsList({ query: { search, page_size: EACH }, signal });
  return (data?.results ?? []).map(({ id, name, city }) => ({ id, label: name, description: city ?? '', to: `/labs/${id}` }));
}
