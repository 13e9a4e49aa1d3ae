import { Button, Drawer, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type MouseEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cart, CartLine } from '@/shared/api/gen/types.gen';
import { useFocusBack } from '@/shared/ui/focusBack';
import { ButtonLink } from '@/shared/ui/links';
import { Money } from '@/shared/ui/Money';
import { EmptyState, QueryView } from '@/shared/ui/states';
import { cartQuery, pickOf, useAddToCart } from './api';
import classes from './CartDrawer.module.css';
import { CartLines } from './CartLines';
import { closeDrawer, type Opening } from './drawer';
import { ToCheckout } from './ToCheckout';

/** The cart beside the page one is on: look, change, and go on shopping or to the checkout. */
export function CartDrawer({ backTo, added }: Opening) {
  const { t } = useTranslation('cart');
  const query = useQuery(cartQuery());
  const [removed, setRemoved] = useState<CartLine>();
  const title = useRef<HTMLSpanElement>(null);
  const add = useAddToCart();
  useFocusBack(backTo);
  const putBack = (line: CartLine) =>
    add.mutate(pickOf(line), {
      onSuccess: () => {
        title.current?.focus();
        setRemoved(undefined);
      },
    });
  return (
    <Drawer
      opened
      onClose={closeDrawer}
      position="right"
      size={440}
      title={
        <span ref={title} tabIndex={-1} className={classes.title}>
          {t('title')}
        </span>
      }
      returnFocus={false}
      classNames={{ content: classes.content, body: classes.body }}
      onClick={leaveByLink}
    >
      <Said>{!removed && added ? t('added', { name: added }) : undefined}</Said>
      {removed && <Removed key={removed.id} line={removed} isBusy={add.isPending} onUndo={() => putBack(removed)} />}
      <QueryView
        query={query}
        skeleton={<Skeleton height={112} radius="lg" />}
        isEmpty={({ lines }) => lines.length === 0}
        empty={
          <EmptyState title={t('empty')} action={<ButtonLink to={'/shop' as never}>{t('to_shop')}</ButtonLink>}>
            {t('empty_why')}
          </EmptyState>
        }
      >
        {(cart) => (
          <>
            <CartLines lines={cart.lines} onRemoved={setRemoved} />
            <Sum cart={cart} />
          </>
        )}
      </QueryView>
    </Drawer>
  );
}

/** Said once the dialog stands: a word that is there from the start is not read out. */
function Said({ children }: { children?: string }) {
  const [word, setWord] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setWord(children), 100);
    return () => clearTimeout(timer);
  }, [children]);
  return (
    <div role="status">
      {word && word === children && (
        <Group className={classes.said} gap="xs" wrap="nowrap">
          <IconCheck size={16} aria-hidden className={classes.check} />
          <Text miw={0}>{word}</Text>
        </Group>
      )}
    </div>
  );
}

/** The way back stands in the drawer: a toast would be out of the dialog's reach. */
function Removed({ line, isBusy, onUndo }: { line: CartLine; isBusy: boolean; onUndo: () => void }) {
  const { t } = useTranslation('cart');
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) undo.current?.focus(); // the last line is gone
  }, []);
  return (
    <Group className={classes.said} wrap="nowrap" justify="space-between" role="status">
      <Text miw={0}>{t('removed', { name: line.title || t('gone') })}</Text>
      <Button ref={undo} variant="subtle" size="compact-sm" flex="none" loading={isBusy} onClick={onUndo}>
        {t('common:action.undo')}
      </Button>
    </Group>
  );
}

function Sum({ cart }: { cart: Cart }) {
  const { t } = useTranslation('cart');
  return (
    <Stack className={classes.sum} gap="xs">
      <Group justify="space-between" wrap="nowrap" align="baseline">
        <Text fw={600}>{t('subtotal')}</Text>
        <Text fw={600} fz={18} aria-live="polite">
          <Money value={cart.goods} />
        </Text>
      </Group>
      <Text size="xs" c="dimmed">
        {t(cart.is_orderable ? 'sum.shipping_later' : 'not_orderable')}
      </Text>
      {cart.is_orderable && <ToCheckout />}
      <ButtonLink to="/cart" variant="default" fullWidth>
        {t('open')}
      </ButtonLink>
    </Stack>
  );
}

/** A link leads away, so the drawer goes; one that opens a tab of its own leaves it. */
function leaveByLink(event: MouseEvent): void {
  const isPlain = !event.metaKey && !event.ctrlKey && !event.shiftKey;
  if (isPlain && (event.target as Element).closest('a[href]')) closeDrawer();
}
