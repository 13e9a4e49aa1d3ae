import { Button, Center, FileButton, Group, Image, Stack, Text } from '@mantine/core';
import { IconPhoto, IconPhotoOff, IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Lab } from '@/shared/api/gen/types.gen';
import { confirm } from '@/shared/ui/confirm';
import { toast, toastError } from '@/shared/ui/toast';
import { labQuery } from './api';
import classes from './Labs.module.css';
import { removeCover, setCover } from './settings';

/** The picture on top of the lab's page. */
export function Cover({ lab }: { lab: Lab }) {
  const { t } = useTranslation('labs');
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (picture: File | undefined) => (picture ? setCover(lab.id, picture) : removeCover(lab.id)),
    onSuccess: (saved, picture) => {
      queries.setQueryData(labQuery(lab.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['labs'] });
      toast(t(picture ? 'cover.set' : 'cover.removed'), 'cover');
    },
    onError: (error) => toastError(error, 'cover'),
  });
  const remove = () =>
    confirm({ title: t('cover.ask'), body: t('cover.explain'), verb: t('cover.remove'), onConfirm: () => change.mutate(undefined) });
  return (
    <Stack gap="xs" mb="md">
      <Text fw={500} size="sm">
        {t('cover.title')}
      </Text>
      {lab.cover_url ? (
        <Image src={lab.cover_url} alt={t('cover.alt', { lab: lab.name })} h={160} fit="cover" className={classes.cover} />
      ) : (
        <Center h={160} className={classes.cover} c="dimmed">
          <IconPhoto size={32} aria-hidden />
        </Center>
      )}
      <Text size="sm" c="dimmed">
        {t('cover.help')}
      </Text>
      <Group gap="xs">
        <FileButton accept="image/jpeg,image/png,image/webp,image/gif" onChange={(picture) => picture && change.mutate(picture)}>
          {(props) => (
            <Button {...props} variant="default" loading={change.isPending} leftSection={<IconUpload size={16} aria-hidden />}>
              {t(lab.cover_url ? 'cover.replace' : 'cover.choose')}
            </Button>
          )}
        </FileButton>
        {lab.allowed_actions.includes('remove_cover') && (
          <Button variant="subtle" color="gray" c="dimmed" leftSection={<IconPhotoOff size={16} aria-hidden />} onClick={remove}>
            {t('cover.remove')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
