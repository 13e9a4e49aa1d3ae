import { Alert, Button, Card, Grid, Group, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Cart, CartLine } from '@/shared/api/gen/types.gen';
import { ButtonLink } from '@/shared/ui/links';
import { PageHeader } from '@/shared/ui/PageHeader';
import { EmptyState, QueryView } from '@/shared/ui/states';
import { toastUndo } from '@/shared/ui/toast';
import { cartQuery, pickOf, useAddToCart, useFillCart } from './api';
import { CartLines } from './CartLines';
import { Coupon } from './Coupon';
import { ToCheckout } from './ToCheckout';
import { Totals } from './Totals';

/** Everything that is about to be bought, at the prices of now. */
export function CartPage() {
  const { t } = useTranslation('cart');
  const add = useAddToCart();
  const offerUndo = (line: CartLine) => {
    if (document.activeElement === document.body) document.getElementById('page-title')?.focus();
    toastUndo(t('removed', { name: line.title || t('gone') }), () => add.mutateAsync(pickOf(line)), 'cart');
  };
  const query = useQuery(cartQuery());
  return (
    <>
      <PageHeader title={t('title')} action={query.data?.lines.length ? <Clear cart={query.data} /> : undefined} />
      <QueryView
        query={query}
        skeleton={<Skeleton height={320} radius="lg" />}
        isEmpty={({ lines }) => lines.length === 0}
        empty={
          <EmptyState
            title={t('empty')}
            action={
              <Group>
                <ButtonLink to={'/shop' as never}>{t('to_shop')}</ButtonLink>
                <ButtonLink to="/print" variant="default">
                  {t('to_print')}
                </ButtonLink>
              </Group>
            }
          >
            {t('empty_why')}
          </EmptyState>
        }
      >
        {(cart) => (
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, md: 8 }}>
              <CartLines lines={cart.lines} onRemoved={offerUndo} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 4 }}>
              <Card>
                <Stack>
                  <Coupon coupon={cart.coupon} />
                  <Totals sums={cart} />
                  {cart.is_orderable ? (
                    <ToCheckout />
                  ) : (
                    <Alert color="yellow" variant="light" role="status">
                      {t('not_orderable')}
                    </Alert>
                  )}
                </Stack>
              </Card>
            </Grid.Col>
          </Grid>
        )}
      </QueryView>
    </>
  );
}

function Clear({ cart }: { cart: Cart }) {
  const { t } = useTranslation('cart');
  const fill = useFillCart();
  const kept = cart.lines.map(pickOf);
  return (
    <Button
      variant="default"
      loading={fill.isPending}
      onClick={() => fill.mutate([], { onSuccess: () => toastUndo(t('cleared'), () => fill.mutateAsync(kept), 'cart') })}
    >
      {t('clear')}
    </Button>
  );
}
