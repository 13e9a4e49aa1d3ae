import { Button, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewAuthenticator } from '@/shared/api/gen/types.gen';
import { landErrors } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { toastError } from '@/shared/ui/toast';
import { twoStep } from './api';
import { RecoveryCodesDialog } from './RecoveryCodes';

const GROUPS_OF_FOUR = /.{1,4}/g;

/** Scan, type a first code, keep the recovery codes. */
export function TwoStepWizard({ app, onClose }: { app: NewAuthenticator; onClose: () => void }) {
  const { t } = useTranslation('security');
  const [codes, setCodes] = useState<string[]>();
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: (code) => (/^\d{6}$/.test(code.replaceAll(' ', '')) ? null : t('two_step.six_digits')) },
  });
  const confirm = useMutation({
    mutationFn: ({ code }: typeof form.values) => twoStep.confirm(code),
    onSuccess: setCodes,
    onError: (error) => {
      if (landErrors(form, error)) toastError(error, 'two-step');
    },
  });
  if (codes) return <RecoveryCodesDialog codes={codes} onClose={onClose} />;
  return (
    <Dialog onClose={onClose} title={t('two_step.set_up')} closeOnClickOutside={false}>
      <form noValidate onSubmit={form.onSubmit((values) => confirm.mutate(values))}>
        <Stack>
          <Text>{t('two_step.scan')}</Text>
          <img
            src={`data:image/svg+xml;utf8,${encodeURIComponent(standalone(app.qr_svg))}`}
            alt={t('two_step.qr')}
            width={220}
            height={220}
            style={{ alignSelf: 'center', background: '#fff', borderRadius: 8 }}
          />
          <Text size="sm" c="dimmed">
            {t('two_step.or_type')}
          </Text>
          <Code block data-testid="totp-secret">
            {app.secret.match(GROUPS_OF_FOUR)?.join(' ')}
          </Code>
          <TextInput
            label={t('two_step.first_code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            data-autofocus
            maxLength={7}
            {...form.getInputProps('code')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={confirm.isPending}>
              {t('two_step.turn_on')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** A picture of its own needs the name of its language. */
const standalone = (svg: string) => svg.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ');
