import { ActionIcon, Indicator } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconShoppingCart } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { onDemand } from '@/shared/ui/onDemand';
import { cartQuery } from './api';
import { closeDrawer, openDrawer, useDrawer } from './drawer';

const CartDrawer = onDemand(() => import('./CartDrawer').then((file) => file.CartDrawer));

/** The number of pieces in the cart: it opens beside the page, or on a phone and where one buys, as the page it is. */
export function CartButton() {
  const { t } = useTranslation('cart');
  const { data } = useQuery({ ...cartQuery(), staleTime: 60_000 });
  const path = useRouterState({ select: (state) => state.location.pathname });
  const isWide = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false });
  const opening = useDrawer();
  useEffect(closeDrawer, [path]); // who goes to another page has left the drawer
  const pieces = data?.pieces ?? 0;
  const look = {
    color: 'gray',
    variant: 'subtle',
    size: 40,
    'aria-label': pieces ? t('button', { count: pieces }) : t('button_empty'),
    children: <IconShoppingCart size={20} aria-hidden />,
  };
  return (
    <>
      <Indicator label={pieces} size={16} disabled={pieces === 0} color="clay.6" offset={6} aria-hidden={undefined}>
        {isWide && !/^\/(cart|checkout)/.test(path) ? (
          <ActionIcon
            {...look}
            aria-haspopup="dialog"
            aria-expanded={Boolean(opening)}
            onClick={({ currentTarget }) => openDrawer({ backTo: () => currentTarget })}
          />
        ) : (
          <ActionIcon {...look} component={Link} to="/cart" />
        )}
      </Indicator>
      {opening && <CartDrawer {...opening} />}
    </>
  );
}
