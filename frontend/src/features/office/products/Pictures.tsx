import { ActionIcon, Button, FileButton, Group, Image, Progress, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical, IconPhotoPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Picture, Product } from '@/shared/api/gen/types.gen';
import type { Language } from '@/shared/i18n';
import { confirm } from '@/shared/ui/confirm';
import { toast, toastError } from '@/shared/ui/toast';
import { LanguageChoice } from '../texts/LanguageChoice';
import { ALL_LANGUAGES } from '../texts/texts';
import { pictureActs, productQuery } from './api';
import classes from './Pictures.module.css';
import { placed } from './placed';

/** The pictures in the order shoppers see them: the first is the cover. They move by drag, or by their buttons. */
export function Pictures({ product }: { product: Product }) {
  const { t } = useTranslation('office');
  const queries = useQueryClient();
  const [share, setShare] = useState<number>();
  const [dragged, setDragged] = useState<number>();
  const { slug, images, language: own = 'en' } = product;
  const [language, setLanguage] = useState<Language>(own);
  const key = productQuery(slug).queryKey;
  const refresh = () => queries.invalidateQueries({ queryKey: ['products'] });
  const failed = (error: unknown) => toastError(error, 'picture');

  const add = useMutation({
    mutationFn: async (files: File[]) => {
      for (const [at, file] of files.entries()) await pictureActs.add(slug, file, (sent) => setShare((at + sent) / files.length));
    },
    onSuccess: (_, files) => toast(t('pictures.added', { count: files.length }), 'picture'),
    onError: failed,
    onSettled: () => {
      setShare(undefined);
      return refresh();
    },
  });
  const order = useMutation({
    mutationFn: (next: Picture[]) =>
      pictureActs.order(
        slug,
        next.map(({ id }) => id),
      ),
    onMutate: (next) => queries.setQueryData(key, { ...product, images: next }),
    onError: failed,
    onSettled: refresh,
  });
  const act = useMutation({ mutationFn: (work: () => Promise<unknown>) => work(), onError: failed, onSettled: refresh });
  const said = ({ translations }: Picture, words: string) =>
    language === own ? { alt: words } : { translations: { ...translations, [language]: words } };
  const move = (from: number, to: number) => order.mutate(placed(images, from, to));
  return (
    <Stack gap="md" align="flex-start">
      {images.length === 0 && <Text c="dimmed">{t('pictures.empty')}</Text>}
      {images.length > 0 && (
        <LanguageChoice label={t('pictures.describe_in')} among={ALL_LANGUAGES} value={language} onChange={setLanguage} />
      )}
      <ol className={classes.list}>
        {images.map((picture, at) => (
          <li
            key={picture.id}
            className={classes.row}
            data-dragged={dragged === at || undefined}
            draggable
            onDragStart={() => setDragged(at)}
            onDragEnd={() => setDragged(undefined)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={() => dragged !== undefined && dragged !== at && move(dragged, at)}
          >
            <IconGripVertical size={16} aria-hidden className={classes.grip} />
            <Image src={picture.thumbnail_url} alt="" w={72} h={56} fit="contain" className={classes.thumbnail} />
            <TextInput
              label={t(at === 0 ? 'pictures.describe_cover' : 'pictures.describe', { number: at + 1 })}
              key={language}
              lang={language}
              placeholder={language === own ? undefined : picture.own_alt}
              defaultValue={language === own ? picture.own_alt : (picture.translations?.[language] ?? '')}
              maxLength={200}
              flex="1 1 180px"
              onBlur={({ currentTarget: { value, defaultValue } }) =>
                value !== defaultValue && act.mutate(() => pictureActs.describe(picture.id, said(picture, value)))
              }
            />
            <Group gap={4} wrap="nowrap">
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={t('pictures.up', { number: at + 1 })}
                disabled={at === 0}
                onClick={() => move(at, at - 1)}
              >
                <IconArrowUp size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={t('pictures.down', { number: at + 1 })}
                disabled={at === images.length - 1}
                onClick={() => move(at, at + 1)}
              >
                <IconArrowDown size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={t('pictures.remove', { number: at + 1 })}
                onClick={() =>
                  confirm({
                    title: t('pictures.ask_remove', { number: at + 1 }),
                    body: t('pictures.explain_remove'),
                    verb: t('pictures.remove_verb'),
                    onConfirm: () => act.mutate(() => pictureActs.remove(picture.id)),
                  })
                }
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </Group>
          </li>
        ))}
      </ol>
      {share !== undefined && <Progress value={100 * share} w="100%" aria-label={t('pictures.uploading')} />}
      <FileButton accept="image/jpeg,image/png,image/webp,image/gif" multiple onChange={(files) => files.length > 0 && add.mutate(files)}>
        {(props) => (
          <Button {...props} variant="default" loading={add.isPending} leftSection={<IconPhotoPlus size={16} aria-hidden />}>
            {t('pictures.add')}
          </Button>
        )}
      </FileButton>
    </Stack>
  );
}
