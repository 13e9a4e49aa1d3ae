import { Alert, Button, Checkbox, Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChosenTypeEnum, Endpoint, FreshEndpoint } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { landErrors } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { TYPES, webhookActs, webhooksQuery } from './api';

const MANAGERS = ['owner', 'manager'];
type Props = { endpoint?: Endpoint; onClose: () => void; onMade: (endpoint: FreshEndpoint) => void };

/** Where messages go, and about what. */
export function EndpointDialog({ endpoint, onClose, onMade }: Props) {
  const { t } = useTranslation('integrations');
  const { user } = useSession();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string>();
  const labs = (user?.memberships ?? []).filter(({ role }) => MANAGERS.includes(role));
  const form = useForm({
    initialValues: {
      url: endpoint?.url ?? '',
      description: endpoint?.description ?? '',
      types: (endpoint?.types ?? ['order.paid', 'order.shipped']) as string[],
      lab: '',
    },
    validate: {
      url: (url) => (URL.canParse(url.trim()) ? null : t('webhooks.url_needed')),
      types: (types) => (types.length > 0 ? null : t('common:field_error.required')),
    },
  });
  const save = useMutation({
    mutationFn: async ({ lab, types, url, description }: typeof form.values) => {
      const body = { description, url: url.trim(), types: types as ChosenTypeEnum[] };
      if (endpoint) await webhookActs.edit(endpoint.id, body);
      else return webhookActs.add({ ...body, lab: lab || null });
    },
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: webhooksQuery.queryKey });
      if (made) onMade(made);
      else {
        toast(t('webhooks.saved'), 'webhook');
        onClose();
      }
    },
    onError: (error) => setProblem(landErrors(form, error)),
  });
  return (
    <Dialog onClose={onClose} title={t(endpoint ? 'webhooks.edit' : 'webhooks.add')}>
      <form
        noValidate
        onSubmit={form.onSubmit((values) => {
          setProblem(undefined);
          save.mutate(values);
        })}
      >
        <Stack>
          <TextInput
            type="url"
            label={t('webhooks.url')}
            description={t('webhooks.url_help')}
            placeholder="https://shop.example.org/strato"
            required
            maxLength={500}
            data-autofocus
            {...form.getInputProps('url')}
          />
          <TextInput label={t('webhooks.description')} maxLength={120} {...form.getInputProps('description')} />
          {!endpoint && labs.length > 0 && (
            <Select
              label={t('webhooks.whose')}
              data={[{ value: '', label: t('webhooks.mine') }, ...labs.map(({ lab, name }) => ({ value: lab, label: name }))]}
              allowDeselect={false}
              {...form.getInputProps('lab')}
            />
          )}
          <Checkbox.Group label={t('webhooks.types')} required {...form.getInputProps('types')}>
            <Stack gap="xs" mt={6}>
              {TYPES.map((type) => (
                <Checkbox key={type} value={type} label={t(`type.${type.replace('.', '_')}`)} />
              ))}
            </Stack>
          </Checkbox.Group>
          {problem && (
            <Alert role="alert" color="red" variant="outline">
              {problem}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t(endpoint ? 'webhooks.save' : 'webhooks.make')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
