import { Alert, Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '@/shared/lib/errors';

/** What went wrong, and the button that saves. */
export function SaveBar({ error, isSaving }: { error: unknown; isSaving: boolean }) {
  const { t } = useTranslation('labs');
  return (
    <>
      {error ? (
        <Alert role="alert" color="red" variant="outline">
          {sentenceOf(error)}
        </Alert>
      ) : null}
      <Group justify="flex-end">
        <Button type="submit" loading={isSaving}>
          {t('settings.save')}
        </Button>
      </Group>
    </>
  );
}
