import { Avatar, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { IconBan, IconCircleCheck, IconMailOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '@/shared/api/gen/types.gen';
import { formatNumber } from '@/shared/lib/format';
import { nameOf } from '@/shared/lib/people';
import { type Column, DataTable } from '@/shared/ui/DataTable';
import { onDemand } from '@/shared/ui/onDemand';
import { PageHeader } from '@/shared/ui/PageHeader';
import { SearchField } from '@/shared/ui/SearchField';
import { ToneBadge } from '@/shared/ui/StatusBadge';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { When } from '@/shared/ui/When';
import { PAGE_SIZE, ROLES, type UserAct, type UsersSearch, usersQuery } from './UsersApi';
import { UserMenu } from './UsersMenu';

const UserDialog = onDemand(() => import('./UsersDialog').then((file) => file.UserDialog));
const UserHistory = onDemand(() => import('./UsersHistory').then((file) => file.UserHistory));

type Ask = { user: User; act: UserAct | 'history' };

/** Everybody with an account: found, given a role, switched off and on. */
export function UsersPage({ search }: { search: UsersSearch }) {
  const { t, i18n } = useTranslation('people');
  const navigate = useNavigate();
  const query = useQuery(usersQuery(search));
  const [ask, setAsk] = useState<Ask>();
  const show = (next: UsersSearch) => void navigate({ to: '/platform/users', search: next, replace: true } as never);
  const close = () => setAsk(undefined);
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={query.data && t('count', { count: query.data.count, n: formatNumber(query.data.count, 0, i18n.language) })}
      />
      <Filters search={search} onChange={(changes) => show({ ...search, page: undefined, ...changes })} />
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={10} />}
        isEmpty={({ results }) => results.length === 0}
        isFiltered={Boolean(search.search || search.role || search.active !== undefined || search.page)}
        onClearFilters={() => show({})}
        empty={<EmptyState title={t('empty')} />}
      >
        {({ results, count }) => (
          <DataTable
            label={t('title')}
            columns={columnsOf(t, (user, act) => setAsk({ user, act }))}
            rows={results}
            idOf={({ id }) => id}
            ordering={search.sort}
            onOrder={(sort) => show({ ...search, sort, page: undefined })}
            paging={{
              page: search.page ?? 1,
              pageSize: PAGE_SIZE,
              count,
              onPage: (page) => show({ ...search, page: page > 1 ? page : undefined }),
            }}
            isStale={query.isPlaceholderData}
            onEdit={(user) => user.allowed_actions.includes('partial_update') && setAsk({ user, act: 'role' })}
            onOpen={(user) => setAsk({ user, act: 'history' })}
          />
        )}
      </QueryView>
      {ask?.act === 'history' && <UserHistory user={ask.user} onClose={close} />}
      {ask && ask.act !== 'history' && <UserDialog user={ask.user} act={ask.act} onClose={close} />}
    </>
  );
}

function Filters({ search, onChange }: { search: UsersSearch; onChange: (changes: UsersSearch) => void }) {
  const { t } = useTranslation('people');
  return (
    <Group mb="md" wrap="wrap">
      <SearchField label={t('search')} value={search.search} onSearch={(text) => onChange({ search: text })} />
      <NativeSelect
        aria-label={t('role')}
        data={[{ value: '', label: t('any_role') }, ...ROLES.map((role) => ({ value: role as string, label: t(`role_name.${role}`) }))]}
        value={search.role ?? ''}
        onChange={(event) => onChange({ role: ROLES.find((role) => role === event.currentTarget.value) })}
        flex="1 1 150px"
        maw={170}
      />
      <NativeSelect
        aria-label={t('status')}
        data={[
          { value: '', label: t('any_status') },
          { value: 'true', label: t('active') },
          { value: 'false', label: t('inactive') },
        ]}
        value={search.active === undefined ? '' : String(search.active)}
        onChange={({ currentTarget: { value } }) => onChange({ active: value === '' ? undefined : value === 'true' })}
        flex="1 1 150px"
        maw={170}
      />
    </Group>
  );
}

function columnsOf(t: TFunction<'people'>, onAct: (user: User, act: Ask['act']) => void): Column<User>[] {
  return [
    { key: 'person', title: t('person'), sort: 'name', render: (user) => <Person user={user} /> },
    { key: 'role', title: t('role'), render: ({ role }) => role && t(`role_name.${role}`) },
    { key: 'status', title: t('status'), render: (user) => <Standing user={user} /> },
    {
      key: 'last_login',
      title: t('last_login'),
      phone: 'labelled',
      sort: 'last_login',
      render: ({ last_login }) =>
        last_login ? (
          <When at={last_login} />
        ) : (
          <Text span inherit c="dimmed">
            {t('never')}
          </Text>
        ),
    },
    {
      key: 'joined',
      title: t('joined'),
      sort: 'created_at',
      phone: 'hidden',
      render: ({ created_at }) => created_at && <When at={created_at} />,
    },
    {
      key: 'actions',
      title: t('common:action.more'),
      hidesTitle: true,
      align: 'end',
      width: 60,
      phone: 'end',
      render: (user) => <UserMenu user={user} onAct={(act) => onAct(user, act)} />,
    },
  ];
}

function Person({ user }: { user: User }) {
  return (
    <Group gap="xs" wrap="nowrap" py={4}>
      <Avatar src={user.avatar_url} name={user.display_name} color="strata" alt="" size={32} />
      <Stack gap={0} miw={0}>
        <Text fw={500} truncate maw={280}>
          {nameOf(user.display_name)}
        </Text>
        <Text size="xs" c="dimmed" truncate maw={280}>
          {user.email}
        </Text>
      </Stack>
    </Group>
  );
}

function Standing({ user }: { user: User }) {
  const { t } = useTranslation('people');
  return (
    <Group gap={4}>
      <Activity isActive={Boolean(user.is_active)} />
      {user.email_refused_at && (
        <ToneBadge tone="warning" size="md" icon={<IconMailOff size={14} aria-hidden />}>
          {t('mail_refused')}
        </ToneBadge>
      )}
    </Group>
  );
}

function Activity({ isActive }: { isActive: boolean }) {
  const { t } = useTranslation('people');
  const Icon = isActive ? IconCircleCheck : IconBan;
  return (
    <ToneBadge tone={isActive ? 'success' : 'neutral'} size="md" icon={<Icon size={14} aria-hidden />}>
      {t(isActive ? 'active' : 'inactive')}
    </ToneBadge>
  );
}
