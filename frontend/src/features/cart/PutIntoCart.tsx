import { Button, Stack, Text } from '@mantine/core';
import { IconShoppingCart } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/shared/ui/links';
import { cartQuery, useAddToCart } from './api';
import { openDrawer } from './drawer';

type Props = { kind: string; thing: string; name: string; note?: string; choice?: string };

/** Something that is bought as a whole, like a quoted print: once in the cart, the way goes on from there. */
export function PutIntoCart({ kind, thing, name, note = '', choice }: Props) {
  const { t } = useTranslation('cart');
  const add = useAddToCart();
  const link = useRef<HTMLAnchorElement>(null);
  const { data: cart } = useQuery(cartQuery());
  const line = cart?.lines.find((one) => one.kind === kind && one.ref === thing);
  const isNew = !line || (note !== '' && note !== line.note) || (choice !== undefined && choice !== line.choice);
  const pick = { kind, ref: thing, quantity: 1, note: note || line?.note, choice: choice ?? line?.choice };
  return (
    <Stack gap="xs" mt="md">
      <Text size="sm" c="dimmed">
        {t('prepay_why')}
      </Text>
      {isNew && (
        <Button
          color="clay"
          fullWidth
          leftSection={<IconShoppingCart size={16} aria-hidden />}
          loading={add.isPending}
          onClick={() => add.mutate(pick, { onSuccess: () => openDrawer({ backTo: () => link.current, added: name }) })}
        >
          {t(line ? 'put_in_again' : 'put_in')}
        </Button>
      )}
      {line && (
        <ButtonLink ref={link} to="/cart" color="clay" variant={isNew ? 'default' : undefined} fullWidth>
          {t('open')}
        </ButtonLink>
      )}
    </Stack>
  );
}
