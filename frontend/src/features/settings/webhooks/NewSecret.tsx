import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FreshEndpoint } from '@/shared/api/gen/types.gen';
import { Dialog } from '@/shared/ui/Dialog';
import { SecretBox } from '../SecretBox';

/** The secret of a webhook, right after it was made. */
export function NewSecret({ endpoint, onClose }: { endpoint: FreshEndpoint; onClose: () => void }) {
  const { t } = useTranslation('integrations');
  return (
    <Dialog onClose={onClose} title={t('webhooks.secret_title')} closeOnClickOutside={false}>
      <Stack>
        <SecretBox label={t('webhooks.secret')} secret={endpoint.secret} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('secret.kept')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
