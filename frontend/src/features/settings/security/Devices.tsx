import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DeviceSession } from '@/shared/api/gen/types.gen';
import { formatDay } from '@/shared/lib/format';
import { confirm } from '@/shared/ui/confirm';
import { ToneBadge } from '@/shared/ui/StatusBadge';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { toast, toastError } from '@/shared/ui/toast';
import { When } from '@/shared/ui/When';
import { devices, devicesQuery } from './api';
import { Section } from './Section';

const ON_THE_MOVE = /iOS|iPadOS|Android|Mobile/;

/** Where I am signed in; each can be signed out from here. */
export function Devices() {
  const { t } = useTranslation('security');
  const queries = useQueryClient();
  const query = useQuery(devicesQuery);
  const act = async (run: () => Promise<string>) => {
    try {
      const done = await run();
      await queries.invalidateQueries({ queryKey: devicesQuery.queryKey });
      toast(done, 'devices');
    } catch (error) {
      toastError(error, 'devices');
    }
  };
  const signOutOthers = () =>
    confirm({
      title: t('devices.others_ask'),
      body: t('devices.others_why'),
      verb: t('devices.sign_out_others'),
      onConfirm: () => act(async () => t('devices.others_done', { count: await devices.signOutOthers() })),
    });
  return (
    <Section title={t('devices.title')} lead={t('devices.lead')}>
      <QueryView query={query} skeleton={<SkeletonRows rows={2} height={56} />}>
        {(rows) => (
          <>
            <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
              {rows.map((device) => (
                <DeviceRow
                  key={device.id}
                  device={device}
                  onSignOut={() =>
                    act(async () => {
                      await devices.signOut(device.id);
                      return t('devices.done');
                    })
                  }
                />
              ))}
            </Stack>
            {rows.some((device) => !device.is_this_device) && (
              <Group>
                <Button variant="default" onClick={signOutOthers}>
                  {t('devices.sign_out_others')}
                </Button>
              </Group>
            )}
          </>
        )}
      </QueryView>
    </Section>
  );
}

function DeviceRow({ device, onSignOut }: { device: DeviceSession; onSignOut: () => void }) {
  const { t, i18n } = useTranslation('security');
  const { browser, system, is_this_device, is_desk, created_at, last_seen_at } = device;
  const Icon = ON_THE_MOVE.test(`${browser} ${system}`) ? IconDeviceMobile : IconDeviceDesktop;
  const name = browser && system ? t('devices.name', { browser, system }) : browser || system || t('devices.unknown');
  return (
    <Group component="li" justify="space-between" wrap="nowrap">
      <Group wrap="nowrap" miw={0}>
        <Icon size={24} aria-hidden style={{ flexShrink: 0 }} />
        <Stack gap={0} miw={0}>
          <Group gap="xs">
            <Text fw={600}>{name}</Text>
            {is_this_device && (
              <ToneBadge tone="success" size="md">
                {t('devices.here')}
              </ToneBadge>
            )}
            {is_desk && (
              <ToneBadge tone="neutral" size="md">
                {t('devices.desk')}
              </ToneBadge>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {t('devices.since', { date: formatDay(created_at, i18n.language) })}
            {' · '}
            {t('devices.seen')} <When at={last_seen_at} />
          </Text>
        </Stack>
      </Group>
      {!is_this_device && (
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ flexShrink: 0 }}
          onClick={onSignOut}
          aria-label={t('devices.sign_out_one', { name })}
        >
          {t('devices.sign_out')}
        </Button>
      )}
    </Group>
  );
}
