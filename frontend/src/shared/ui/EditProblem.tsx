import { Alert, Button, Group, Text } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../lib/errors';

type Props<Row> = {
  edit: { error: unknown; theirs: Row | undefined; isPending: boolean; take: () => Row | undefined; insist: () => void };
  /** Fills the form from the row as it stands. */
  onTake: (row: Row) => void;
  /** Said instead of the error's own sentence. */
  words?: string;
};

/** Why a form is not saved. When somebody else was faster, the person decides whose version stays. */
export function EditProblem<Row>({ edit, onTake, words }: Props<Row>) {
  const { t } = useTranslation();
  const { error, theirs, isPending } = edit;
  if (theirs)
    return (
      <Alert role="alert" color="yellow" variant="outline" icon={<IconGitMerge aria-hidden />} title={t('stale.title')}>
        <Text mb="sm">{t('stale.why')}</Text>
        <Group gap="xs">
          <Button
            variant="default"
            onClick={() => {
              const row = edit.take();
              if (row) onTake(row);
            }}
          >
            {t('stale.reload')}
          </Button>
          <Button variant="default" loading={isPending} onClick={edit.insist}>
            {t('stale.keep')}
          </Button>
        </Group>
      </Alert>
    );
  if (!error && !words) return null;
  return (
    <Alert role="alert" color="red" variant="outline">
      {words ?? sentenceOf(error)}
    </Alert>
  );
}
