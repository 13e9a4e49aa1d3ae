import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AccountChange, User } from '@/shared/api/gen/types.gen';
import { nameOf } from '@/shared/lib/people';
import { Dialog } from '@/shared/ui/Dialog';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { When } from '@/shared/ui/When';
import { historyQuery } from './UsersApi';

/** What admins did to an account, newest first. */
export function UserHistory({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation('people');
  const query = useQuery(historyQuery(user.id));
  return (
    <Dialog onClose={onClose} title={t('history', { name: nameOf(user.display_name) })}>
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={3} />}
        isEmpty={(changes) => changes.length === 0}
        empty={<Text c="dimmed">{t('history_empty')}</Text>}
      >
        {(changes) => (
          <Stack component="ul" gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
            {changes.map((change) => (
              <li key={change.id}>
                <Change change={change} />
              </li>
            ))}
          </Stack>
        )}
      </QueryView>
    </Dialog>
  );
}

function Change({ change }: { change: AccountChange }) {
  const { t } = useTranslation('people');
  const named = (value: string) => t(`role_name.${value}`, { defaultValue: value });
  return (
    <Stack gap={0}>
      <Text fw={500}>{t(`happened.${change.act}`, { before: named(change.before), after: named(change.after) })}</Text>
      {change.reason && <Text>{change.reason}</Text>}
      <Text size="sm" c="dimmed">
        {change.by !== null && `${nameOf(change.by)} · `}
        <When at={change.at} />
      </Text>
    </Stack>
  );
}
