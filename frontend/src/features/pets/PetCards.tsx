import { Avatar, Card, Group, Stack, Text } from '@mantine/core';
import { IconPaw } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PetCard } from '@/shared/api/gen/types.gen';
import classes from './Pets.module.css';

export function PetCards({ pets }: { pets: readonly PetCard[] }) {
  const { t } = useTranslation('pets');
  return (
    <ul className={classes.cards}>
      {pets.map((pet) => (
        <li key={pet.id}>
          <Card component={Link} to="/pets/$petId" params={{ petId: pet.id } as never} className={classes.card} padding="sm">
            <Group wrap="nowrap">
              <PetPicture url={pet.avatar_url} size={64} />
              <Stack gap={0} miw={0}>
                <Text fw={600} truncate>
                  {pet.name}
                </Text>
                <Text size="sm" c="dimmed" truncate>
                  {[t(`species.${pet.species}`), pet.breed].filter(Boolean).join(' · ')}
                </Text>
                <Text size="sm" c="dimmed">
                  {t(`visibility.${pet.visibility ?? 'friends'}`)}
                </Text>
              </Stack>
            </Group>
          </Card>
        </li>
      ))}
    </ul>
  );
}

export const PetPicture = ({ url, size }: { url: string | null; size: number }) => (
  <Avatar src={url} alt="" size={size} color="strata">
    <IconPaw size={size / 2} aria-hidden />
  </Avatar>
);
