import { Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { petsOfQuery } from './api';
import { PetCards } from './PetCards';

/** The pets of somebody, as far as they show them; nothing where there is none. */
export function PetsOf({ owner }: { owner: string }) {
  const { t } = useTranslation('pets');
  const { data: pets = [] } = useQuery(petsOfQuery(owner));
  if (pets.length === 0) return null;
  return (
    <section aria-labelledby="pets">
      <Title order={2} id="pets" mb="xs">
        {t('title')}
      </Title>
      <PetCards pets={pets} />
    </section>
  );
}
