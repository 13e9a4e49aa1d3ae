import { Button, Card, NativeSelect, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MyProfile } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { landErrors } from '@/shared/lib/errors';
import { TextLink } from '@/shared/ui/links';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { toast, toastError } from '@/shared/ui/toast';
import { acts, myProfileQuery } from './api';

const VISIBILITIES = ['public', 'friends', 'private'] as const;

/** What one says to others beyond the account, and what one wants from them. */
export function CommunityProfile() {
  const { t } = useTranslation('community');
  const { user } = useSession();
  return (
    <Card component="section" aria-labelledby="community-profile" mt="md">
      <Title order={2} id="community-profile" mb="xs">
        {t('me.title')}
      </Title>
      <Text c="dimmed" mb="md">
        {t('me.lead')}{' '}
        {user && (
          <TextLink to={'/people/$username' as never} params={{ username: user.username || user.id } as never}>
            {t('me.see')}
          </TextLink>
        )}
      </Text>
      <QueryView query={useQuery(myProfileQuery)} skeleton={<SkeletonRows rows={3} height={64} />}>
        {(profile) => <ProfileForm profile={profile} />}
      </QueryView>
    </Card>
  );
}

function ProfileForm({ profile }: { profile: MyProfile }) {
  const { t } = useTranslation('community');
  const queries = useQueryClient();
  const form = useForm({
    initialValues: {
      headline: profile.headline ?? '',
      website: profile.website ?? '',
      friends_visibility: profile.friends_visibility ?? 'friends',
      takes_requests: profile.takes_requests ?? true,
    },
    validateInputOnBlur: true,
    validate: { website: (site) => (!site || /^https?:\/\/\S+\.\S+/.test(site) ? null : t('me.website_form')) },
  });
  const save = useMutation({
    mutationFn: acts.editMe,
    onSuccess: (saved) => {
      queries.setQueryData(myProfileQuery.queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['people', 'one'] });
      toast(t('me.saved'), 'community-profile');
    },
    onError: (error) => {
      if (landErrors(form, error)) toastError(error, 'community-profile');
    },
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (values) => save.mutate(values),
        (errors) => form.getInputNode(Object.keys(errors)[0])?.focus(),
      )}
    >
      <Stack maw={560}>
        <TextInput label={t('me.headline')} description={t('me.headline_help')} maxLength={160} {...form.getInputProps('headline')} />
        <TextInput label={t('me.website')} type="url" placeholder="https://" {...form.getInputProps('website')} />
        <NativeSelect
          label={t('me.friends')}
          description={t('me.friends_help')}
          data={VISIBILITIES.map((value) => ({ value, label: t(`visibility.${value}`) }))}
          {...form.getInputProps('friends_visibility')}
        />
        <Switch
          label={t('me.requests')}
          description={t('me.requests_help')}
          {...form.getInputProps('takes_requests', { type: 'checkbox' })}
        />
        <Button type="submit" loading={save.isPending} style={{ alignSelf: 'flex-start' }}>
          {t('me.save')}
        </Button>
      </Stack>
    </form>
  );
}
