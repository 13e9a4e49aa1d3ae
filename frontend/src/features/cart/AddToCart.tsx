import { Button, Group } from '@mantine/core';
import { IconShoppingCart } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/shared/ui/links';
import { QuantityInput } from '@/shared/ui/QuantityInput';
import { useAddToCart } from './api';
import { openDrawer } from './drawer';

const MOST = 999;

type Props = { kind: string; thing: string; name: string; available: number | null };

/** So many of one thing into the cart; guests have one too. */
export function AddToCart({ kind, thing, name, available }: Props) {
  const { t } = useTranslation('cart');
  const [quantity, setQuantity] = useState(1);
  const add = useAddToCart();
  const button = useRef<HTMLButtonElement>(null);
  const most = Math.min(available ?? MOST, MOST);
  return (
    <Group gap="xs">
      <QuantityInput label={t('quantity')} value={quantity} onChange={setQuantity} max={Math.max(most, 1)} disabled={most === 0} />
      <Button
        ref={button}
        color="clay"
        flex={1}
        leftSection={<IconShoppingCart size={16} aria-hidden />}
        disabled={most === 0}
        loading={add.isPending}
        onClick={() =>
          add.mutate({ kind, ref: thing, quantity }, { onSuccess: () => openDrawer({ backTo: () => button.current, added: name }) })
        }
      >
        {t('add')}
      </Button>
      {add.isSuccess && (
        <ButtonLink to={'/cart' as never} variant="default">
          {t('open')}
        </ButtonLink>
      )}
    </Group>
  );
}
