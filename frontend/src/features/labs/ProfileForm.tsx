import { Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Lab } from '@/shared/api/gen/types.gen';
import { landErrors } from '@/shared/lib/errors';
import { LabFields } from './LabFields';
import { type Profile, profileOf, requestOf } from './profile';
import { SaveBar } from './SaveBar';
import { useSave } from './useSave';

export function ProfileForm({ lab }: { lab: Lab }) {
  const { t } = useTranslation('labs');
  const form = useForm<Profile>({
    initialValues: profileOf(lab),
    validateInputOnBlur: true,
    validate: { name: (name) => (name.trim() ? null : t('common:field_error.required')) },
  });
  const save = useSave(lab);
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => save.mutate(requestOf(values), { onError: (error) => void landErrors(form, error) }))}
    >
      <Stack>
        <LabFields form={form} />
        <SaveBar error={save.error} isSaving={save.isPending} />
      </Stack>
    </form>
  );
}
