import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { IconPhotoOff, IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Event } from '@/shared/api/gen/types.gen';
import { toast, toastError } from '@/shared/ui/toast';
import { acts, eventQuery } from './api';
import classes from './Events.module.css';

type Props = { event?: Event; chosen?: File; onChoose: (image: File | undefined) => void };

/** The picture on top of the page: shown as soon as it is chosen, sent when the form is saved. */
export function CoverField({ event, chosen, onChoose }: Props) {
  const { t } = useTranslation('events');
  const queries = useQueryClient();
  const preview = useMemo(() => chosen && URL.createObjectURL(chosen), [chosen]);
  useEffect(() => () => void (preview && URL.revokeObjectURL(preview)), [preview]);
  const remove = useMutation({
    mutationFn: (id: string) => acts.removeCover(id),
    onSuccess: (saved) => {
      queries.setQueryData(eventQuery(saved.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['events', 'list'] });
      toast(t('cover.removed'), 'cover');
    },
    onError: (error) => toastError(error, 'cover'),
  });
  const shown = preview ?? event?.cover_url;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {t('cover.title')}
      </Text>
      {shown && <img src={shown} alt="" className={classes.cover} />}
      <Group gap="xs">
        <FileButton accept="image/jpeg,image/png,image/webp,image/gif" onChange={(image) => image && onChoose(image)}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconUpload size={16} aria-hidden />}>
              {t(shown ? 'cover.replace' : 'cover.choose')}
            </Button>
          )}
        </FileButton>
        {shown && (
          <Button
            variant="subtle"
            color="gray"
            c="dimmed"
            loading={remove.isPending}
            leftSection={<IconPhotoOff size={16} aria-hidden />}
            onClick={() => (chosen ? onChoose(undefined) : event && remove.mutate(event.id))}
          >
            {t('cover.remove')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
