import { Button, Card, Code, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '@/shared/api/gen/types.gen';
import { useOffer } from '@/shared/commands/registry';
import { formatDay, formatMoment } from '@/shared/lib/format';
import { confirm } from '@/shared/ui/confirm';
import { onDemand } from '@/shared/ui/onDemand';
import { ToneBadge } from '@/shared/ui/StatusBadge';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { toast, toastError } from '@/shared/ui/toast';
import { When } from '@/shared/ui/When';
import { apiKeysQuery, keyActs } from './api';

const NewKey = onDemand(() => import('./NewKey').then((file) => file.NewKey));

/** Keys by which programs act for me. */
export function ApiKeys() {
  const { t } = useTranslation('integrations');
  const query = useQuery(apiKeysQuery);
  const [isOpen, setOpen] = useState(false);
  useOffer([{ id: 'add-api-key', label: t('keys.add'), run: () => setOpen(true) }]);
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen(true)}>
      {t('keys.add')}
    </Button>
  );
  return (
    <Stack>
      <Text c="dimmed" maw={640}>
        {t('keys.lead')}
      </Text>
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={3} height={96} />}
        isEmpty={(rows) => rows.length === 0}
        empty={
          <EmptyState title={t('keys.empty')} action={add}>
            {t('keys.empty_why')}
          </EmptyState>
        }
      >
        {(rows) => (
          <Stack>
            <Group>{add}</Group>
            {rows.map((key) => (
              <KeyCard key={key.id} apiKey={key} />
            ))}
          </Stack>
        )}
      </QueryView>
      {isOpen && <NewKey onClose={() => setOpen(false)} />}
    </Stack>
  );
}

function KeyCard({ apiKey }: { apiKey: ApiKey }) {
  const { t, i18n } = useTranslation('integrations');
  const queries = useQueryClient();
  const { name, prefix, scopes, revoked_at, expires_at, last_used_at, is_living, created_at } = apiKey;
  const revoke = () =>
    confirm({
      title: t('keys.revoke_ask', { name }),
      body: t('keys.revoke_why'),
      verb: t('keys.revoke'),
      onConfirm: async () => {
        try {
          await keyActs.revoke(apiKey.id);
          await queries.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
          toast(t('keys.revoked_toast', { name }), 'api-key');
        } catch (error) {
          toastError(error, 'api-key');
        }
      },
    });
  const state = revoked_at ? 'revoked' : is_living ? 'living' : 'expired';
  return (
    <Card component="article" aria-label={name}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Stack gap={6} miw={0}>
          <Group gap="xs">
            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Text>
            <ToneBadge tone={state === 'living' ? 'success' : 'neutral'} size="md">
              {t(`keys.state.${state}`)}
            </ToneBadge>
          </Group>
          <Code style={{ alignSelf: 'flex-start', maxWidth: '100%', overflowWrap: 'anywhere' }}>strato_{prefix}_…</Code>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {scopes.map((scope) => t(`scope.${scope.replace(':', '_')}`)).join(' · ')}
          </Text>
          <Text size="sm" c="dimmed">
            {t('keys.made', { date: formatDay(created_at, i18n.language) })}
            {' · '}
            {last_used_at ? (
              <>
                {t('keys.used')} <When at={last_used_at} />
              </>
            ) : (
              t('keys.unused')
            )}
            {!revoked_at && ` · ${expires_at ? t('keys.until', { date: formatMoment(expires_at, i18n.language) }) : t('keys.forever')}`}
          </Text>
        </Stack>
        {apiKey.allowed_actions.includes('revoke') && (
          <Button
            variant="subtle"
            size="compact-sm"
            color="red.8"
            c="var(--mantine-color-error)"
            style={{ flexShrink: 0 }}
            onClick={revoke}
          >
            {t('keys.revoke')}
          </Button>
        )}
      </Group>
    </Card>
  );
}
