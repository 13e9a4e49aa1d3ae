import { Button, Group, Stack, Text } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Passkey } from '@/shared/api/gen/types.gen';
import { canUsePasskeys } from '@/shared/auth/passkeys';
import { formatDay } from '@/shared/lib/format';
import { confirm } from '@/shared/ui/confirm';
import { onDemand } from '@/shared/ui/onDemand';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { toast, toastError } from '@/shared/ui/toast';
import { When } from '@/shared/ui/When';
import { passkeys, passkeysQuery, twoStepQuery } from './api';
import { Section } from './Section';

const PasskeyDialog = onDemand(() => import('./PasskeyDialog').then((file) => file.PasskeyDialog));

/** Finger, face or PIN instead of a password. */
export function Passkeys({ prove }: { prove: () => Promise<string | undefined> }) {
  const { t } = useTranslation('security');
  const query = useQuery(passkeysQuery);
  const isTwoStep = useQuery(twoStepQuery).data?.is_on;
  const [open, setOpen] = useState<{ proof: string } | { passkey: Passkey }>();
  const add = async () => {
    const proof = await prove();
    if (proof) setOpen({ proof });
  };
  return (
    <Section title={t('passkeys.title')} lead={t('passkeys.lead')}>
      <QueryView query={query} skeleton={<SkeletonRows rows={1} height={56} />}>
        {(rows) => (
          <>
            {rows.length > 0 && (
              <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
                {rows.map((row) => (
                  <PasskeyRow key={row.id} passkey={row} onRename={() => setOpen({ passkey: row })} />
                ))}
              </Stack>
            )}
            {rows.length > 0 && isTwoStep !== undefined && (
              <Text c="dimmed">{t(isTwoStep ? 'passkeys.both_steps' : 'passkeys.password_too')}</Text>
            )}
            {canUsePasskeys() ? (
              <Group>
                <Button variant={rows.length ? 'default' : 'filled'} leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
                  {t('passkeys.add')}
                </Button>
              </Group>
            ) : (
              <Text c="dimmed">{t('passkeys.unsupported')}</Text>
            )}
          </>
        )}
      </QueryView>
      {open && <PasskeyDialog {...open} onClose={() => setOpen(undefined)} />}
    </Section>
  );
}

function PasskeyRow({ passkey, onRename }: { passkey: Passkey; onRename: () => void }) {
  const { t, i18n } = useTranslation('security');
  const queries = useQueryClient();
  const { id, name, created_at, last_used_at, is_synced } = passkey;
  const remove = () =>
    confirm({
      title: t('passkeys.remove_ask', { name }),
      body: t('passkeys.remove_why'),
      verb: t('passkeys.remove'),
      onConfirm: async () => {
        try {
          await passkeys.remove(id);
          await queries.invalidateQueries({ queryKey: passkeysQuery.queryKey });
          toast(t('passkeys.removed', { name }), 'passkey');
        } catch (error) {
          toastError(error, 'passkey');
        }
      },
    });
  return (
    <Group component="li" justify="space-between" wrap="nowrap">
      <Group wrap="nowrap" miw={0}>
        <IconKey size={20} aria-hidden style={{ flexShrink: 0 }} />
        <Stack gap={0} miw={0}>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          <Text size="sm" c="dimmed">
            {t('passkeys.added', { date: formatDay(created_at, i18n.language) })}
            {' · '}
            {last_used_at ? (
              <>
                {t('passkeys.used')} <When at={last_used_at} />
              </>
            ) : (
              t('passkeys.unused')
            )}
            {is_synced && ` · ${t('passkeys.synced')}`}
          </Text>
        </Stack>
      </Group>
      <Group gap={4} style={{ flexShrink: 0 }} justify="flex-end">
        <Button variant="subtle" size="compact-sm" onClick={onRename} aria-label={t('passkeys.rename_one', { name })}>
          {t('passkeys.rename')}
        </Button>
        <Button
          variant="subtle"
          size="compact-sm"
          color="red.8"
          c="var(--mantine-color-error)"
          onClick={remove}
          aria-label={t('passkeys.remove_one', { name })}
        >
          {t('passkeys.remove')}
        </Button>
      </Group>
    </Group>
  );
}
