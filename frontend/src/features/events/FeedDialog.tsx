import { Alert, Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { confirm } from '@/shared/ui/confirm';
import { Dialog } from '@/shared/ui/Dialog';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { toast, toastError } from '@/shared/ui/toast';
import { acts, feedQuery } from './api';

/** The secret address at which a calendar program reads one's own events. */
export function FeedDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('events');
  const queries = useQueryClient();
  const renew = useMutation({
    mutationFn: acts.renewFeed,
    onSuccess: (url) => {
      queries.setQueryData(feedQuery.queryKey, url);
      toast(t('feed.renewed'), 'feed');
    },
    onError: (error) => toastError(error, 'feed'),
  });
  const ask = () => confirm({ title: t('feed.ask'), body: t('feed.ask_why'), verb: t('feed.renew'), onConfirm: () => renew.mutate() });
  return (
    <Dialog title={t('feed.title')} onClose={onClose}>
      <QueryView query={useQuery(feedQuery)} skeleton={<SkeletonRows rows={2} />}>
        {(url) => (
          <Stack>
            <Text>{t('feed.why')}</Text>
            <TextInput label={t('feed.address')} value={url} readOnly onFocus={(event) => event.currentTarget.select()} data-autofocus />
            <Alert color="yellow" variant="outline">
              {t('feed.secret')}
            </Alert>
            <Group justify="space-between" gap="xs">
              <Button variant="subtle" color="gray" c="dimmed" loading={renew.isPending} onClick={ask}>
                {t('feed.renew')}
              </Button>
              <Group gap="xs">
                <Button variant="default" component="a" href={url.replace(/^https?:/, 'webcal:')}>
                  {t('feed.subscribe')}
                </Button>
                <CopyButton value={url}>
                  {({ copied, copy }) => <Button onClick={copy}>{t(copied ? 'feed.copied' : 'feed.copy')}</Button>}
                </CopyButton>
              </Group>
            </Group>
          </Stack>
        )}
      </QueryView>
    </Dialog>
  );
}
