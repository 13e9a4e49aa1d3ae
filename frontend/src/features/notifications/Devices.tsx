import { Alert, Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Device } from '@/shared/api/gen/types.gen';
import { ApiError } from '@/shared/api/problem';
import { formatDay } from '@/shared/lib/format';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { toast, toastError } from '@/shared/ui/toast';
import { When } from '@/shared/ui/When';
import { devicesQuery, removeDevice, testDevice } from './api';
import classes from './Notifications.module.css';
import { endPush, pushState, startPush, thisDevice } from './push';

const STATE = ['push-state'];
const AGAIN_MS = 4_000;

/** Which browsers show what happens while no page is open, and this one among them. */
export function Devices() {
  const { t } = useTranslation('notifications');
  const queries = useQueryClient();
  const state = useQuery({ queryKey: STATE, queryFn: pushState, staleTime: 0, networkMode: 'always' });
  const devices = useQuery(devicesQuery);
  const refresh = () => Promise.all([queries.invalidateQueries({ queryKey: STATE }), queries.invalidateQueries(devicesQuery)]);
  const failed = (error: unknown) => (error instanceof ApiError ? toastError(error) : toast(t('push.no_service'), 'push'));
  const start = useMutation({ mutationFn: startPush, onError: failed, onSettled: refresh });
  const rows = devices.data ?? [];
  return (
    <Card component="section" aria-labelledby="push-title">
      <Title order={2} id="push-title" mb="xs">
        {t('push.title')}
      </Title>
      <Text c="dimmed" mb="sm">
        {t('push.what')}
      </Text>
      {state.data === 'off' && (
        <Button mb="sm" style={{ alignSelf: 'flex-start' }} onClick={() => start.mutate()} loading={start.isPending}>
          {t('push.start')}
        </Button>
      )}
      {(state.data === 'denied' || state.data === 'install' || state.data === 'unsupported') && (
        <Alert color="yellow" variant="outline" mb="sm" title={t(`push.${state.data}`)}>
          {t(`push.${state.data}_why`)}
        </Alert>
      )}
      <QueryView query={devices} skeleton={<SkeletonRows rows={1} />} isEmpty={() => rows.length === 0} empty={null}>
        {() => (
          <Stack component="ul" gap={0} p={0} m={0} style={{ listStyle: 'none' }}>
            {rows.map((device) => (
              <DeviceRow key={device.id} device={device} isThis={state.data === 'on' && device.id === thisDevice()} onChanged={refresh} />
            ))}
          </Stack>
        )}
      </QueryView>
    </Card>
  );
}

function DeviceRow({ device, isThis, onChanged }: { device: Device; isThis: boolean; onChanged: () => Promise<unknown> }) {
  const { t, i18n } = useTranslation('notifications');
  const name = device.name || t('push.unnamed');
  const test = useMutation({
    mutationFn: () => testDevice(device.id),
    onSuccess: () => {
      toast(t('push.tested', { name }), 'push');
      setTimeout(() => void onChanged(), AGAIN_MS); // what came of it
    },
    onError: toastError,
  });
  const remove = useMutation({
    mutationFn: () => (isThis ? endPush() : removeDevice(device.id)),
    onSuccess: () => toast(t('push.removed', { name }), 'push'),
    onError: toastError,
    onSettled: onChanged,
  });
  return (
    <Group component="li" justify="space-between" py="xs" className={classes.device}>
      <div>
        <Group gap="xs">
          <Text fw={500}>{name}</Text>
          {isThis && <Badge variant="light">{t('push.this')}</Badge>}
        </Group>
        <Text size="xs" c="dimmed">
          {device.last_sent_at ? (
            <>
              {t('push.last')} <When at={device.last_sent_at} />
            </>
          ) : (
            t('push.since', { day: formatDay(device.created_at, i18n.language) })
          )}
        </Text>
        {device.error_code && (
          <Text size="xs" c="var(--mantine-color-error)">
            {t(device.error_code === 'refused' ? 'push.refused' : 'push.unreachable')}
          </Text>
        )}
      </div>
      <Group gap="xs">
        <Button variant="default" size="xs" loading={test.isPending} onClick={() => test.mutate()} aria-label={t('push.test_of', { name })}>
          {t('push.test')}
        </Button>
        <Button
          variant="subtle"
          color="red"
          size="xs"
          loading={remove.isPending}
          onClick={() => remove.mutate()}
          aria-label={t('push.remove_of', { name })}
        >
          {t('push.remove')}
        </Button>
      </Group>
    </Group>
  );
}
