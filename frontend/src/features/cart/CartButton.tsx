import { ActionIcon, Indicator } from '@mantine/core';
import { IconShoppingCart } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cartQuery } from './api';

/** The way to the cart, with the number of pieces in it. */
export function CartButton() {
  const { t } = useTranslation('cart');
  const { data } = useQuery({ ...cartQuery(), staleTime: 60_000 });
  const pieces = data?.pieces ?? 0;
  return (
    <Indicator label={pieces} size={16} disabled={pieces === 0} color="clay.6" offset={6} aria-hidden={undefined}>
      <ActionIcon
        component={Link}
        to="/cart"
        color="gray"
        variant="subtle"
        size={40}
        aria-label={pieces ? t('button', { count: pieces }) : t('button_empty')}
      >
        <IconShoppingCart size={20} aria-hidden />
      </ActionIcon>
    </Indicator>
  );
}
