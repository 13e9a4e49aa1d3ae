import { Card, NativeSelect, SegmentedControl, Stack, Switch, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Person } from '@/shared/auth/session';
import { useLook } from '@/shared/auth/useLook';
import { LANGUAGES } from '@/shared/i18n';
import { useSingleKeys } from '@/shared/keys/singleKeys';
import { convertible } from '@/shared/lib/currencies';
import { toast, toastError } from '@/shared/ui/toast';

const THEMES = ['auto', 'light', 'dark'] as const;

/** Applied at once and kept with the account. */
export function Look({ user }: { user: Person }) {
  const { t } = useTranslation('settings');
  const [hasSingleKeys, setSingleKeys] = useSingleKeys();
  const save = useMutation({
    mutationFn: useLook(),
    onSuccess: () => toast(t('saved'), 'settings'),
    onError: (error) => toastError(error, 'settings'),
  });
  return (
    <Card>
      <Stack maw={420}>
        <NativeSelect
          label={t('look.language')}
          value={user.language}
          data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
          onChange={(event) => save.mutate({ language: event.currentTarget.value as Person['language'] })}
        />
        <NativeSelect
          label={t('look.currency')}
          value={user.currency}
          data={convertible(user.currency)}
          onChange={(event) => save.mutate({ currency: event.currentTarget.value as Person['currency'] })}
        />
        <div>
          <Text size="sm" fw={500} mb={4} id="theme-label">
            {t('look.theme')}
          </Text>
          <SegmentedControl
            fullWidth
            aria-labelledby="theme-label"
            value={user.theme}
            data={THEMES.map((value) => ({ value, label: t(`common:theme.${value}`) }))}
            onChange={(theme) => save.mutate({ theme: theme as Person['theme'] })}
          />
        </div>
        <Switch
          label={t('look.keys')}
          description={t('look.keys_help')}
          checked={hasSingleKeys}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        />
      </Stack>
    </Card>
  );
}
