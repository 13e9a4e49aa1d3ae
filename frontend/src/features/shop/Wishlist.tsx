import { SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCurrency } from '@/shared/auth/session';
import { ButtonLink } from '@/shared/ui/links';
import { PageHeader } from '@/shared/ui/PageHeader';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { wishlistQuery } from './api';
import { ProductCard } from './ProductCard';
import classes from './Shop.module.css';

/** The products that this person wishes for. */
export function Wishlist() {
  const { t } = useTranslation('shop');
  const query = useQuery(wishlistQuery(useCurrency()));
  return (
    <>
      <PageHeader title={t('wishlist.title')} />
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={2} height={280} />}
        isEmpty={(products) => products.length === 0}
        empty={
          <EmptyState title={t('wishlist.empty')} action={<ButtonLink to={'/shop' as never}>{t('wishlist.look')}</ButtonLink>}>
            {t('wishlist.empty_why')}
          </EmptyState>
        }
      >
        {(products) => (
          <SimpleGrid component="ul" cols={{ base: 2, md: 4 }} className={classes.grid}>
            {products.map((product) => (
              <li key={product.id}>
                <ProductCard product={product} />
              </li>
            ))}
          </SimpleGrid>
        )}
      </QueryView>
    </>
  );
}
