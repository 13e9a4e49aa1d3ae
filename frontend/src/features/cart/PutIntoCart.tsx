import { Button, Stack, Text } from '@mantine/core';
import { IconShoppingCart } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/shared/ui/links';
import { toast } from '@/shared/ui/toast';
import { cartQuery, useAddToCart } from './api';

type Props = { kind: string; thing: string; name: string };

/** Something that is bought as a whole, like a quoted print: once in the cart, the way goes on from there. */
export function PutIntoCart({ kind, thing, name }: Props) {
  const { t } = useTranslation('cart');
  const add = useAddToCart();
  const { data: cart } = useQuery(cartQuery());
  const isIn = cart?.lines.some((line) => line.kind === kind && line.ref === thing);
  return (
    <Stack gap="xs" mt="md">
      <Text size="sm" c="dimmed">
        {t('prepay_why')}
      </Text>
      {isIn ? (
        <ButtonLink to="/cart" color="clay" fullWidth>
          {t('open')}
        </ButtonLink>
      ) : (
        <Button
          color="clay"
          fullWidth
          leftSection={<IconShoppingCart size={16} aria-hidden />}
          loading={add.isPending}
          onClick={() => add.mutate({ kind, ref: thing, quantity: 1 }, { onSuccess: () => toast(t('added', { name }), 'cart') })}
        >
          {t('put_in')}
        </Button>
      )}
    </Stack>
  );
}
