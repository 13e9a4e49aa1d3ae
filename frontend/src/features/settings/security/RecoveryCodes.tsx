import { Alert, Button, Code, Group, SimpleGrid, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '@/shared/lib/saveFile';
import { CopyText } from '@/shared/ui/CopyText';
import { Dialog } from '@/shared/ui/Dialog';

/** Ten codes for the day the phone is gone, shown this one time. */
export function RecoveryCodesDialog({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t } = useTranslation('security');
  const text = codes.join('\n');
  return (
    <Dialog onClose={onClose} title={t('codes.title')} closeOnClickOutside={false}>
      <Stack>
        <Alert color="yellow" variant="outline" role="note">
          {t('codes.why')}
        </Alert>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
          {codes.map((code) => (
            <Code key={code} fz="md" data-testid="recovery-code">
              {code}
            </Code>
          ))}
        </SimpleGrid>
        <Group>
          <CopyText value={text} copy={t('codes.copy')} copied={t('codes.copied')} autoFocus />
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => saveFile(new Blob([`${t('codes.file_head')}\n\n${text}\n`], { type: 'text/plain' }), t('codes.file_name'))}
          >
            {t('codes.download')}
          </Button>
        </Group>
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('codes.kept')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
