import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pet, PetPhoto } from '@/shared/api/gen/types.gen';
import { Dialog } from '@/shared/ui/Dialog';
import { toast, toastError } from '@/shared/ui/toast';
import { acts, petQuery } from './api';
import classes from './Pets.module.css';

type Props = { pet: Pet; photo: PetPhoto; mayEdit: boolean; onClose: () => void };

/** A picture in full, with what is said about it. */
export function PhotoDialog({ pet, photo, mayEdit, onClose }: Props) {
  const { t } = useTranslation('pets');
  const queries = useQueryClient();
  const [caption, setCaption] = useState(photo.caption ?? '');
  const save = useMutation({
    mutationFn: () => acts.describe(photo.id, caption.trim()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: petQuery(pet.id).queryKey });
      toast(t('gallery.described'), 'gallery');
      onClose();
    },
    onError: (error) => toastError(error, 'gallery'),
  });
  return (
    <Dialog title={photo.caption || pet.name} size="xl" onClose={onClose}>
      <Stack>
        <img src={photo.url ?? ''} width={photo.width} height={photo.height} alt={photo.caption || pet.name} className={classes.large} />
        {mayEdit ? (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              save.mutate();
            }}
          >
            <Group align="flex-end" gap="xs">
              <TextInput
                flex="1 1 220px"
                label={t('gallery.caption')}
                maxLength={200}
                value={caption}
                onChange={(event) => setCaption(event.currentTarget.value)}
              />
              <Button type="submit" loading={save.isPending}>
                {t('gallery.save')}
              </Button>
            </Group>
          </form>
        ) : (
          photo.caption && <Text>{photo.caption}</Text>
        )}
      </Stack>
    </Dialog>
  );
}
