import { Alert, Code, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyText } from '@/shared/ui/CopyText';

/** A secret that is shown this one time, to be copied. */
export function SecretBox({ label, secret }: { label: string; secret: string }) {
  const { t } = useTranslation('integrations');
  return (
    <Stack gap="xs">
      <Alert color="yellow" variant="outline" role="note">
        {t('secret.once')}
      </Alert>
      <Text fw={500} size="sm">
        {label}
      </Text>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }} data-testid="secret">
        {secret}
      </Code>
      <Group>
        <CopyText value={secret} copy={t('secret.copy')} copied={t('secret.copied')} autoFocus />
      </Group>
    </Stack>
  );
}
