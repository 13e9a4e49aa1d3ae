import { Card, NativeSelect, SegmentedControl, Stack, Switch, Text, useMantineColorScheme } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { mePartialUpdate } from '@/shared/api/gen/sdk.gen';
import { meQuery, type Person } from '@/shared/auth/session';
import { LANGUAGES, setLanguage } from '@/shared/i18n';
import { useSingleKeys } from '@/shared/keys/singleKeys';
import { toast, toastError } from '@/shared/ui/toast';

const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'HUF', 'CAD', 'AUD', 'JPY', 'ISK', 'KWD'];
const THEMES = ['auto', 'light', 'dark'] as const;

/** Applied at once and kept with the account. */
export function Look({ user }: { user: Person }) {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const { setColorScheme } = useMantineColorScheme();
  const [hasSingleKeys, setSingleKeys] = useSingleKeys();
  const save = useMutation({
    mutationFn: async (changes: Partial<Person>) => (await mePartialUpdate({ body: changes as never })).data as Person,
    onSuccess: (person) => {
      queries.setQueryData(meQuery.queryKey, (before) => ({ ...before, ...person }));
      toast(t('saved'), 'settings');
    },
    onError: (error) => toastError(error, 'settings'),
  });
  return (
    <Card>
      <Stack maw={420}>
        <NativeSelect
          label={t('look.language')}
          value={user.language}
          data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
          onChange={(event) => {
            const language = event.currentTarget.value as Person['language'];
            void setLanguage(language);
            save.mutate({ language });
          }}
        />
        <NativeSelect
          label={t('look.currency')}
          value={user.currency}
          data={CURRENCIES}
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
            onChange={(theme) => {
              setColorScheme(theme as Person['theme']);
              save.mutate({ theme: theme as Person['theme'] });
            }}
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
