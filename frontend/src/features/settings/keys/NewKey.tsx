import { Alert, Button, Group, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FreshApiKey } from '@/shared/api/gen/types.gen';
import { landErrors } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { SecretBox } from '../SecretBox';
import { AREAS, apiKeysQuery, keyActs, type Reach, scopesOf } from './api';

const DAY_MS = 86_400_000;
const LIVES = ['30', '90', '365', 'never'] as const;
const REACHES: readonly Reach[] = ['none', 'read', 'write'];

/** What a key is for and how far it reaches; then the key itself, once. */
export function NewKey({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('integrations');
  const queries = useQueryClient();
  const [made, setMade] = useState<FreshApiKey>();
  const [problem, setProblem] = useState<string>();
  const form = useForm({
    initialValues: { name: '', life: '90', catalog: 'read', orders: 'none', print_jobs: 'none', labs: 'none', stock: 'none' } as {
      name: string;
      life: string;
    } & Record<(typeof AREAS)[number], Reach>,
    validate: { name: (name) => (name.trim() ? null : t('common:field_error.required')) },
  });
  const scopes = scopesOf(form.getValues());
  const make = useMutation({
    mutationFn: ({ name, life }: typeof form.values) =>
      keyActs.make({ name, scopes, expires_at: life === 'never' ? null : new Date(Date.now() + Number(life) * DAY_MS).toISOString() }),
    onSuccess: async (key) => {
      setMade(key);
      await queries.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
    },
    onError: (error) => setProblem(landErrors(form, error)),
  });
  if (made)
    return (
      <Dialog onClose={onClose} title={t('keys.made_title', { name: made.name })} closeOnClickOutside={false}>
        <Stack>
          <SecretBox label={t('keys.your_key')} secret={made.key} />
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('secret.kept')}</Button>
          </Group>
        </Stack>
      </Dialog>
    );
  return (
    <Dialog onClose={onClose} title={t('keys.add')}>
      <form
        noValidate
        onSubmit={form.onSubmit((values) => {
          setProblem(undefined);
          make.mutate(values);
        })}
      >
        <Stack>
          <TextInput
            label={t('keys.name')}
            description={t('keys.name_help')}
            required
            maxLength={80}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Stack gap="xs" role="group" aria-label={t('keys.scopes')}>
            <Text fw={500} size="sm">
              {t('keys.scopes')}
            </Text>
            {AREAS.map((area) => (
              <Group key={area} justify="space-between" gap={4}>
                <Text size="sm">{t(`area.${area}`)}</Text>
                <SegmentedControl
                  size="xs"
                  aria-label={t(`area.${area}`)}
                  data={REACHES.map((value) => ({ value, label: t(`reach.${value}`) }))}
                  {...form.getInputProps(area)}
                />
              </Group>
            ))}
          </Stack>
          <Select
            label={t('keys.life')}
            data={LIVES.map((value) => ({ value, label: t(`life.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps('life')}
          />
          {problem && (
            <Alert role="alert" color="red" variant="outline">
              {problem}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={make.isPending} disabled={scopes.length === 0}>
              {t('keys.make')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
