import { Group, Image, Stack, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Picture } from '@/shared/api/gen/types.gen';
import classes from './Shop.module.css';

type Props = { images: readonly Picture[]; name: string /** That the name is in. */; language?: string };

/** The pictures of a product: one large, the others to choose from. */
export function Gallery({ images, name, language }: Props) {
  const { t } = useTranslation('shop');
  const [chosen, setChosen] = useState(0);
  const shown = images[chosen] ?? images[0];
  return (
    <Stack gap="xs">
      <Image
        src={shown?.url}
        alt={shown?.alt || name}
        lang={shown?.alt ? shown.alt_language : language}
        fit="contain"
        className={classes.picture}
        fallbackSrc="/logo.svg"
      />
      {images.length > 1 && (
        <Group gap="xs">
          {images.map((image, index) => (
            <UnstyledButton
              key={image.id}
              className={classes.thumbnail}
              aria-pressed={index === chosen}
              aria-label={t('picture', { number: index + 1, total: images.length })}
              onClick={() => setChosen(index)}
            >
              <Image src={image.thumbnail_url} alt="" fit="contain" h="100%" />
            </UnstyledButton>
          ))}
        </Group>
      )}
    </Stack>
  );
}
