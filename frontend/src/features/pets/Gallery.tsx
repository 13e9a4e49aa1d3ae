import { ActionIcon, Button, FileButton, Group, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconTrash, IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pet, PetPhoto } from '@/shared/api/gen/types.gen';
import { doLater, useWaiting } from '@/shared/ui/later';
import { onDemand } from '@/shared/ui/onDemand';
import { toast, toastError } from '@/shared/ui/toast';
import { acts, petQuery } from './api';
import classes from './Pets.module.css';

const PhotoDialog = onDemand(() => import('./PhotoDialog').then((file) => file.PhotoDialog));

/** Pictures of a pet, in the order of its owner, who adds, describes, moves and removes them. */
export function Gallery({ pet }: { pet: Pet }) {
  const { t } = useTranslation('pets');
  const queries = useQueryClient();
  const gone = useWaiting();
  const [open, setOpen] = useState<string>();
  const { queryKey } = petQuery(pet.id);
  const mayEdit = pet.allowed_actions.includes('photos');
  const photos = pet.photos.filter(({ id }) => !gone.has(id));
  const add = useMutation({
    mutationFn: async (images: File[]) => {
      for (const image of images) queries.setQueryData(queryKey, await acts.addPhoto(pet.id, image)); // in the order they were chosen
    },
    onSuccess: (_, images) => toast(t('gallery.added', { count: images.length }), 'gallery'),
    onError: (error) => toastError(error, 'gallery'),
  });
  const order = useMutation({
    mutationFn: (ids: string[]) => acts.orderPhotos(pet.id, ids),
    onMutate: (ids) => {
      const sorted = ids.flatMap((id) => pet.photos.find((photo) => photo.id === id) ?? []);
      queries.setQueryData(queryKey, { ...pet, photos: sorted });
    },
    onSuccess: (saved) => queries.setQueryData(queryKey, saved),
    onError: (error) => {
      toastError(error, 'gallery');
      void queries.invalidateQueries({ queryKey });
    },
  });
  const move = (photo: PetPhoto, by: number) => {
    const ids = pet.photos.map(({ id }) => id);
    const neighbor = photos[photos.indexOf(photo) + by];
    ids.splice(ids.indexOf(photo.id), 1);
    ids.splice(ids.indexOf(neighbor.id) + (by > 0 ? 1 : 0), 0, photo.id);
    order.mutate(ids);
  };
  const remove = (photo: PetPhoto) =>
    doLater({
      id: photo.id,
      message: t('gallery.removed'),
      act: (init) => acts.removePhoto(photo.id, init),
      onSettled: () => queries.invalidateQueries({ queryKey }),
    });
  const shown = photos.find(({ id }) => id === open);
  if (photos.length === 0 && !mayEdit) return null;
  return (
    <section aria-labelledby="gallery">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="gallery">
          {t('gallery.title')}
        </Title>
        {mayEdit && (
          <FileButton
            multiple
            accept="image/jpeg,image/png,image/webp,image/gif"
            onChange={(images) => images.length && add.mutate(images)}
          >
            {(props) => (
              <Button {...props} variant="default" loading={add.isPending} leftSection={<IconUpload size={16} aria-hidden />}>
                {t('gallery.add')}
              </Button>
            )}
          </FileButton>
        )}
      </Group>
      {photos.length === 0 && <Text c="dimmed">{t('gallery.empty')}</Text>}
      <ul className={classes.photos}>
        {photos.map((photo, at) => {
          const number = at + 1;
          return (
            <li key={photo.id}>
              <button type="button" className={classes.photo} onClick={() => setOpen(photo.id)}>
                <img src={photo.thumbnail_url ?? ''} alt={photo.caption || t('gallery.photo', { name: pet.name, number })} loading="lazy" />
              </button>
              {mayEdit && (
                <Group gap={4} mt={4} justify="space-between" wrap="nowrap">
                  <Group gap={4} wrap="nowrap">
                    <ActionIcon
                      variant="default"
                      disabled={at === 0 || order.isPending}
                      onClick={() => move(photo, -1)}
                      aria-label={t('gallery.earlier', { number })}
                    >
                      <IconArrowLeft size={16} aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      variant="default"
                      disabled={number === photos.length || order.isPending}
                      onClick={() => move(photo, 1)}
                      aria-label={t('gallery.later', { number })}
                    >
                      <IconArrowRight size={16} aria-hidden />
                    </ActionIcon>
                  </Group>
                  <ActionIcon variant="subtle" color="gray" onClick={() => remove(photo)} aria-label={t('gallery.remove', { number })}>
                    <IconTrash size={16} aria-hidden />
                  </ActionIcon>
                </Group>
              )}
            </li>
          );
        })}
      </ul>
      {shown && <PhotoDialog pet={pet} photo={shown} mayEdit={mayEdit} onClose={() => setOpen(undefined)} />}
    </section>
  );
}
