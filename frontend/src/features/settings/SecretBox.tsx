import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

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
        <CopyButton value={secret} timeout={3000}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              onClick={copy}
              data-autofocus
              leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            >
              <span aria-live="polite">{t(copied ? 'secret.copied' : 'secret.copy')}</span>
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  );
}
