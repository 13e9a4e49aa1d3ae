import { Alert, Button, Card, Center, Grid, Group, Loader, Skeleton, Stack, Text, Textarea, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cart, Order } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { formatMoney } from '@/shared/lib/format';
import { ButtonLink, TextLink } from '@/shared/ui/links';
import { Money } from '@/shared/ui/Money';
import { PageHeader } from '@/shared/ui/PageHeader';
import { EmptyState, ErrorState, QueryView } from '@/shared/ui/states';
import { AddressChoice } from './AddressChoice';
import { cartQuery } from './api';
import { Coupon } from './Coupon';
import { addressesQuery, addressOf, type CheckoutSearch, methodOf, usePlaceOrder } from './checkout';
import { ShippingChoice } from './ShippingChoice';
import { Totals } from './Totals';

const NOTE_LENGTH = 2000;

type Props = {
  search: CheckoutSearch;
  onChange: (changes: CheckoutSearch) => void;
  /** The order stands and waits for its money. */
  onPlaced: (order: Order) => unknown;
};

/** Where to, how, and what it comes to: then on to the payment. */
export function Checkout(props: Props) {
  const { t } = useTranslation('cart');
  const cart = useQuery(cartQuery());
  const [isPlaced, setPlaced] = useState(false);
  return (
    <>
      <PageHeader title={t('checkout.title')} />
      {isPlaced ? (
        <Center py={64} role="status">
          <Group>
            <Loader size="sm" />
            <Text>{t('checkout.leaving')}</Text>
          </Group>
        </Center>
      ) : (
        <QueryView
          query={cart}
          skeleton={<Skeleton height={420} radius="lg" />}
          isEmpty={({ lines }) => lines.length === 0}
          empty={
            <EmptyState title={t('empty')} action={<ButtonLink to="/shop">{t('to_shop')}</ButtonLink>}>
              {t('empty_why')}
            </EmptyState>
          }
        >
          {(known) => (
            <Steps
              {...props}
              known={known}
              onPlaced={(order) => {
                setPlaced(true);
                return props.onPlaced(order);
              }}
            />
          )}
        </QueryView>
      )}
    </>
  );
}

function Steps({ search, onChange, onPlaced, known }: Props & { known: Cart }) {
  const { t, i18n } = useTranslation('cart');
  const [note, setNote] = useState('');
  const addresses = useQuery(addressesQuery);
  const address = addressOf(addresses.data ?? [], search.address);
  const there = useQuery({ ...cartQuery({ country: address?.country }), placeholderData: keepPreviousData });
  const options = there.data?.shipping_options ?? [];
  const method = methodOf(options, search.method);
  const priced = useQuery({
    ...cartQuery({ country: address?.country, shipping_method: method?.id }),
    enabled: Boolean(address && method),
    placeholderData: keepPreviousData,
  });
  const cart = (method ? priced.data : there.data) ?? known;
  const isCurrent = !there.isPlaceholderData && !priced.isPlaceholderData && !there.isFetching && !priced.isFetching;
  const isSent = Boolean(method && priced.data);
  const place = usePlaceOrder();
  const nowhere = options.length > 0 && !method;
  const canPay = Boolean(address) && isCurrent && cart.is_orderable && !nowhere;
  const pay = () => address && canPay && place.mutate({ cart, address, method, note }, { onSuccess: onPlaced });

  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack>
          <Step title={t(method?.kind === 'pickup' ? 'checkout.bill_address' : 'checkout.address')}>
            <QueryView query={addresses} skeleton={<Skeleton height={120} />}>
              {(rows) => <AddressChoice rows={rows} chosen={address} onChoose={(id) => onChange({ address: id })} />}
            </QueryView>
          </Step>
          <Step title={t('checkout.shipping')}>
            {address ? (
              <>
                {there.error ? <ErrorState error={there.error} onRetry={() => void there.refetch()} /> : null}
                {nowhere && <Problem>{t('checkout.nowhere')}</Problem>}
                <ShippingChoice options={options} chosen={method} onChoose={(id) => onChange({ method: id })} />
              </>
            ) : (
              <Text c="dimmed">{t('checkout.address_first')}</Text>
            )}
          </Step>
          <Step title={t('checkout.note')}>
            <Textarea
              aria-label={t('checkout.note')}
              description={t('checkout.note_help')}
              autosize
              minRows={2}
              maxLength={NOTE_LENGTH}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          </Step>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Card component="section" aria-label={t('checkout.summary')} pos="sticky" top={76}>
          <Stack>
            <Group justify="space-between">
              <Title order={2}>{t('checkout.summary')}</Title>
              <TextLink to="/cart" fz="sm">
                {t('checkout.change')}
              </TextLink>
            </Group>
            <Lines cart={cart} />
            <Coupon coupon={cart.coupon} />
            <div style={{ opacity: isCurrent ? 1 : 0.55 }}>
              <Totals sums={cart} isSent={isSent} />
            </div>
            {place.error ? <Problem>{sentenceOf(place.error)}</Problem> : null}
            {!cart.is_orderable && !place.error && <Problem>{t('not_orderable')}</Problem>}
            <Button color="clay" size="md" loading={place.isPending} disabled={!canPay} onClick={pay}>
              {cart.total.amount === 0 && isSent
                ? t('checkout.order_free')
                : t('checkout.pay', { amount: formatMoney(cart.total, i18n.language) })}
            </Button>
            <Text size="xs" c="dimmed">
              {t('checkout.pay_help')}
            </Text>
          </Stack>
        </Card>
      </Grid.Col>
    </Grid>
  );
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card component="section" aria-label={title}>
      <Title order={2} mb="sm">
        {title}
      </Title>
      {children}
    </Card>
  );
}

function Problem({ children }: { children: ReactNode }) {
  return (
    <Alert role="alert" color="red" variant="outline" mb="xs">
      {children}
    </Alert>
  );
}

function Lines({ cart }: { cart: Cart }) {
  const { t, i18n } = useTranslation('cart');
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
      {cart.lines.map((line) => (
        <li key={line.id}>
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <Text size="sm">
              {line.quantity} × <span lang={line.title_language || undefined}>{line.title || t('gone')}</span>
              {line.detail && (
                <Text span c="dimmed">
                  {' '}
                  {line.detail}
                </Text>
              )}
            </Text>
            <Text size="sm">
              <Money value={line.goods} />
            </Text>
          </Group>
          {line.problem && (
            <Text size="sm" c="red">
              {t(i18n.exists(`cart:problem.${line.problem}`) ? `problem.${line.problem}` : 'problem.other', { count: line.available ?? 0 })}
            </Text>
          )}
        </li>
      ))}
    </Stack>
  );
}
