import { Button, Center } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useOffer } from '@/shared/commands/registry';
import { useWaiting } from '@/shared/ui/later';
import { ButtonLink } from '@/shared/ui/links';
import { PageHeader } from '@/shared/ui/PageHeader';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { myPetsQuery } from './api';
import { PetCards } from './PetCards';

/** One's own pets. */
export function PetsPage() {
  const { t } = useTranslation('pets');
  const navigate = useNavigate();
  const gone = useWaiting();
  const query = useInfiniteQuery(myPetsQuery);
  useOffer([{ id: 'new-pet', label: t('new'), run: () => navigate({ to: '/pets/new' } as never) }]);
  const add = <ButtonLink to={'/pets/new' as never}>{t('new')}</ButtonLink>;
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} action={add} />
      <QueryView
        query={{ ...query, data: query.data?.pages.flatMap(({ results }) => results).filter(({ id }) => !gone.has(id)) }}
        skeleton={<SkeletonRows rows={3} height={92} />}
        isEmpty={(pets) => pets.length === 0}
        empty={
          <EmptyState title={t('empty')} action={add}>
            {t('empty_why')}
          </EmptyState>
        }
      >
        {(pets) => <PetCards pets={pets} />}
      </QueryView>
      {query.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        </Center>
      )}
    </>
  );
}
