import { Radio, Stack, Switch, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { InboxSettings, PresenceAudienceEnum } from '@/shared/api/gen/types.gen';
import { Dialog } from '@/shared/ui/Dialog';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { toastError } from '@/shared/ui/toast';
import { acts, settingsQuery } from './api';

const AUDIENCES: PresenceAudienceEnum[] = ['contacts', 'friends', 'nobody'];

/** What others learn of me, and I of them, and who may write; each wish is kept as it is made. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('inbox');
  const queries = useQueryClient();
  const query = useQuery(settingsQuery);
  const { queryKey } = settingsQuery;
  const save = useMutation({
    mutationFn: acts.wish,
    onMutate: (wish) => {
      const before = queries.getQueryData(queryKey);
      queries.setQueryData(queryKey, (now) => now && { ...now, ...wish });
      return before;
    },
    onSuccess: (saved) => {
      queries.setQueryData(queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['conversations'] });
    },
    onError: (error, _, before) => {
      queries.setQueryData(queryKey, before);
      toastError(error, 'inbox-settings');
    },
  });
  const wish = (next: InboxSettings) => save.mutate(next);
  return (
    <Dialog onClose={onClose} title={t('wishes.title')}>
      <QueryView query={query} skeleton={<SkeletonRows rows={3} height={64} />}>
        {({ read_receipts, presence, takes_requests }) => (
          <Stack gap="lg">
            <Switch
              data-autofocus
              label={t('wishes.read_receipts')}
              description={t('wishes.read_receipts_why')}
              checked={read_receipts}
              onChange={(event) => wish({ read_receipts: event.currentTarget.checked })}
            />
            <Switch
              label={t('wishes.takes_requests')}
              description={t('wishes.takes_requests_why')}
              checked={takes_requests}
              onChange={(event) => wish({ takes_requests: event.currentTarget.checked })}
            />
            <Radio.Group
              label={t('wishes.presence')}
              description={t('wishes.presence_why')}
              value={presence}
              onChange={(next) => wish({ presence: next as PresenceAudienceEnum })}
            >
              <Stack gap="xs" mt="xs">
                {AUDIENCES.map((one) => (
                  <Radio key={one} value={one} label={t(`wishes.${one}`)} />
                ))}
              </Stack>
            </Radio.Group>
            <Text size="sm" c="dimmed">
              {t('wishes.kept')}
            </Text>
          </Stack>
        )}
      </QueryView>
    </Dialog>
  );
}
