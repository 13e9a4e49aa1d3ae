import { Avatar, Button, Card, FileButton, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { mePartialUpdate } from '@/shared/api/gen/sdk.gen';
import { meQuery, type Person } from '@/shared/auth/session';
import { landErrors } from '@/shared/lib/errors';
import { toast, toastError } from '@/shared/ui/toast';
import { sendForm } from '@/shared/upload/sendFile';

const VISIBILITIES = ['public', 'friends', 'private'] as const;

export function Profile({ user }: { user: Person }) {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { name: user.name, username: user.username ?? '', bio: user.bio, location: user.location, visibility: user.visibility },
  });
  const keep = (person: Person) => queries.setQueryData(meQuery.queryKey, (before) => ({ ...before, ...person }));
  const save = useMutation({
    mutationFn: async (values: typeof form.values) =>
      (await mePartialUpdate({ body: { ...values, username: values.username || null } as never })).data as Person,
    onSuccess: (person) => {
      keep(person);
      form.resetDirty();
      toast(t('saved'), 'settings');
    },
    onError: (error) => {
      const rest = landErrors(form, error);
      if (rest) toastError(error, 'settings');
    },
  });
  const picture = useMutation({
    mutationFn: async (file: File | null) =>
      file
        ? await sendForm<Person>('PATCH', '/api/me/', { avatar: file })
        : ((await mePartialUpdate({ body: { avatar: null } as never })).data as Person),
    onSuccess: (person) => {
      keep(person);
      toast(t('saved'), 'settings');
    },
    onError: (error) => toastError(error, 'settings'),
  });

  return (
    <Card>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack maw={560}>
          <Group>
            <Avatar src={user.avatar_url} name={user.display_name} alt="" size={72} color="strata" />
            <FileButton accept="image/*" onChange={(file) => file && picture.mutate(file)}>
              {(props) => (
                <Button variant="default" loading={picture.isPending} {...props}>
                  {t('profile.avatar')}
                </Button>
              )}
            </FileButton>
            {user.avatar_url && (
              <Button variant="subtle" onClick={() => picture.mutate(null)}>
                {t('profile.remove')}
              </Button>
            )}
          </Group>
          <TextInput label={t('profile.name')} autoComplete="name" maxLength={120} {...form.getInputProps('name')} />
          <TextInput label={t('profile.username')} maxLength={40} {...form.getInputProps('username')} />
          <TextInput label={t('profile.location')} maxLength={120} {...form.getInputProps('location')} />
          <Textarea label={t('profile.bio')} autosize minRows={3} maxLength={2000} {...form.getInputProps('bio')} />
          <NativeSelect
            label={t('profile.visibility')}
            data={VISIBILITIES.map((value) => ({ value, label: t(`visibility.${value}`) }))}
            {...form.getInputProps('visibility')}
          />
          <Button type="submit" loading={save.isPending} style={{ alignSelf: 'flex-start' }}>
            {t('profile.save')}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
