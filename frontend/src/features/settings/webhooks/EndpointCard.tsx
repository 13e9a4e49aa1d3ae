import { ActionIcon, Button, Card, Code, Group, Menu, Stack, Text } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Endpoint, FreshEndpoint } from '@/shared/api/gen/types.gen';
import { formatMoment } from '@/shared/lib/format';
import { confirm } from '@/shared/ui/confirm';
import { ToneBadge } from '@/shared/ui/StatusBadge';
import { toast, toastError, toastUndo } from '@/shared/ui/toast';
import { webhookActs, webhooksQuery } from './api';

type Props = { endpoint: Endpoint; onEdit: () => void; onLog: () => void; onSecret: (fresh: FreshEndpoint) => void };

/** One address: what it is told, how it does, and what can be done about it. */
export function EndpointCard({ endpoint, onEdit, onLog, onSecret }: Props) {
  const { t, i18n } = useTranslation('integrations');
  const acts = useActs(endpoint, { onLog, onSecret });
  const { description, url, types, is_on, off_reason, failing_since, lab, previous_secret_until } = endpoint;
  const name = description || new URL(url).host;
  const state = !is_on ? off_reason : failing_since ? 'trouble' : 'on';
  const hasOldSecret = previous_secret_until && new Date(previous_secret_until) > new Date();
  return (
    <Card component="article" aria-label={name}>
      <Stack gap={6} miw={0}>
        <Group gap="xs">
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          <ToneBadge tone={state === 'on' ? 'success' : state === 'by_hand' ? 'neutral' : 'warning'} size="md">
            {t(`webhooks.state.${state}`)}
          </ToneBadge>
          {lab && (
            <ToneBadge tone="info" size="md">
              {lab.name}
            </ToneBadge>
          )}
        </Group>
        <Code style={{ alignSelf: 'flex-start', maxWidth: '100%', overflowWrap: 'anywhere', whiteSpace: 'normal' }}>{url}</Code>
        <Text size="sm">{types.map((type) => t(`type.${type.replace('.', '_')}`)).join(' · ')}</Text>
        {is_on && failing_since && (
          <Text size="sm" c="dimmed">
            {t('webhooks.trouble_since', { at: formatMoment(failing_since, i18n.language) })}
          </Text>
        )}
        {hasOldSecret && (
          <Text size="sm" c="dimmed">
            {t('webhooks.two_secrets', { at: formatMoment(previous_secret_until, i18n.language) })}
          </Text>
        )}
      </Stack>
      <Group gap={4} mt="sm" ms={-8}>
        <Button size="compact-sm" variant="subtle" onClick={onLog}>
          {t('webhooks.log')}
        </Button>
        {endpoint.allowed_actions.includes('test') && (
          <Button size="compact-sm" variant="subtle" onClick={acts.test}>
            {t('webhooks.test')}
          </Button>
        )}
        {!is_on && (
          <Button size="compact-sm" variant="subtle" onClick={() => acts.turn(true)}>
            {t('webhooks.turn_on')}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" onClick={onEdit}>
          {t('common:action.edit')}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" aria-label={t('webhooks.more', { name })}>
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={acts.rotate}>{t('webhooks.rotate')}</Menu.Item>
            {is_on && <Menu.Item onClick={() => acts.turn(false)}>{t('webhooks.turn_off')}</Menu.Item>}
            <Menu.Item c="var(--mantine-color-error)" onClick={acts.remove}>
              {t('common:action.delete')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
    </Card>
  );
}

function useActs(endpoint: Endpoint, { onLog, onSecret }: Pick<Props, 'onLog' | 'onSecret'>) {
  const { t } = useTranslation('integrations');
  const queries = useQueryClient();
  const { id } = endpoint;
  const name = endpoint.description || new URL(endpoint.url).host;
  const done = () => queries.invalidateQueries({ queryKey: webhooksQuery.queryKey });
  const failed = (error: unknown) => toastError(error, 'webhook');
  const turn = (is_on: boolean) =>
    webhookActs
      .edit(id, { is_on })
      .then(done)
      .then(() => {
        const said = t(is_on ? 'webhooks.turned_on' : 'webhooks.turned_off', { name });
        if (is_on) toast(said, 'webhook');
        else toastUndo(said, () => webhookActs.edit(id, { is_on: true }).then(done, failed));
      }, failed);
  return {
    turn,
    test: () => webhookActs.test(id).then(onLog, failed),
    rotate: () =>
      confirm({
        title: t('webhooks.rotate_ask', { name }),
        body: t('webhooks.rotate_why'),
        verb: t('webhooks.rotate'),
        danger: false,
        onConfirm: () =>
          webhookActs.rotate(id).then((fresh) => {
            onSecret(fresh);
            return done();
          }, failed),
      }),
    remove: () =>
      confirm({
        title: t('webhooks.delete_ask', { name }),
        body: t('webhooks.delete_why'),
        verb: t('common:action.delete'),
        onConfirm: () =>
          webhookActs
            .remove(id)
            .then(done)
            .then(() => toast(t('webhooks.deleted', { name }), 'webhook'), failed),
      }),
  };
}
