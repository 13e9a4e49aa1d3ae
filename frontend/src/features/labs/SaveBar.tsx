import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Lab, PatchedLabRequest } from '@/shared/api/gen/types.gen';
import type { Edit } from '@/shared/api/useEdit';
import { EditProblem } from '@/shared/ui/EditProblem';

type Props = { edit: Edit<Lab, PatchedLabRequest>; onTake: (lab: Lab) => void; words?: string };

/** What went wrong, and the button that saves. */
export function SaveBar({ edit, onTake, words }: Props) {
  const { t } = useTranslation('labs');
  return (
    <>
      <EditProblem edit={edit} onTake={onTake} words={words} />
      <Group justify="flex-end">
        <Button type="submit" loading={edit.isPending}>
          {t('settings.save')}
        </Button>
      </Group>
    </>
  );
}
