import { Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
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
  const [problem, setProblem] = useState<string>();
  const save = useSave(lab, profileOf, (error) => setProblem(landErrors(form, error)));
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => {
        setProblem(undefined);
        save.mutate(requestOf(values));
      })}
    >
      <Stack>
        <LabFields form={form} />
        <SaveBar edit={save} words={problem} onTake={(theirs) => form.setValues(profileOf(theirs))} />
      </Stack>
    </form>
  );
}
