import { Button, Card, Center, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconClock, IconCreditCardOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '@/shared/api/gen/types.gen';
import { isMissing } from '@/shared/lib/errors';
import { formatMoment, formatMoney } from '@/shared/lib/format';
import { useTopic } from '@/shared/realtime';
import { ButtonLink } from '@/shared/ui/links';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { orderQuery, settledQuery } from './api';
import { MissingOrder } from './MissingOrder';
import { type Outcome, outcomeOf } from './outcome';
import { usePay } from './usePay';

const ASK_AGAIN_MS = 2_500;
const LONG_MS = 30_000;

type Props = { order: string; payment?: string; hasPaid: boolean };

/** Where the pay page sends people back to: says what is true, and stays until the bank has spoken. */
export function PaymentOutcome({ order: id, payment: paymentId, hasPaid }: Props) {
  const { t } = useTranslation('orders');
  const [isWaiting, setWaiting] = useState(true);
  const settled = useQuery({ ...settledQuery(id, paymentId), refetchInterval: isWaiting ? ASK_AGAIN_MS : false });
  const order = useQuery({ ...orderQuery(id), refetchInterval: isWaiting ? ASK_AGAIN_MS : false });
  const { refetch } = order;
  useTopic(`order:${id}`, () => void refetch());
  const isAsked = !paymentId || settled.isFetched;
  const outcome = order.data && isAsked ? outcomeOf(order.data, settled.data, hasPaid) : undefined;
  useEffect(() => setWaiting(!isMissing(order.error) && (outcome === undefined || outcome === 'waiting')), [outcome, order.error]);
  useEffect(() => {
    if (settled.data?.status === 'succeeded') void refetch();
  }, [settled.data?.status, refetch]);
  useEffect(() => {
    document.title = `${t(`outcome.${outcome ?? 'waiting'}.title`)} · Strato`;
  }, [outcome, t]);
  if (isMissing(order.error)) return <MissingOrder />;
  return (
    <QueryView query={order} skeleton={<SkeletonRows rows={3} height={96} />}>
      {(known) => (
        <Center py={{ base: 'md', sm: 48 }}>
          <Card w="100%" maw={560} padding="xl">
            <Answer order={known} outcome={outcome ?? 'waiting'} failure={settled.data?.failure_code ?? ''} />
          </Card>
        </Center>
      )}
    </QueryView>
  );
}

const ICONS = { paid: IconCircleCheck, awaited: IconClock, open: IconClock, failed: IconCreditCardOff, over: IconCreditCardOff };
const TONES = { paid: 'success', awaited: 'warning', open: 'warning', failed: 'danger', over: 'danger' };

function Answer({ order, outcome, failure }: { order: Order; outcome: Outcome; failure: string }) {
  const { t, i18n } = useTranslation('orders');
  const pay = usePay();
  const isLong = useIsLong(outcome === 'waiting');
  const Icon = outcome === 'waiting' ? undefined : ICONS[outcome];
  const facts = {
    number: order.number,
    amount: formatMoney(order.total, i18n.language),
    until: formatMoment(order.expires_at, i18n.language),
    email: order.email,
  };
  const canPay = order.allowed_actions.includes('checkout');
  const reason = failure && t(`outcome.why.${failure}`, { defaultValue: t('outcome.why.other') });
  return (
    <Stack align="center" ta="center" gap="sm">
      {Icon ? (
        <Icon size={48} aria-hidden style={{ color: `var(--tone-${TONES[outcome as keyof typeof TONES]}-text)` }} />
      ) : (
        <Loader aria-hidden />
      )}
      <div role="status">
        <Title order={1} id="page-title" tabIndex={-1} mb="xs">
          {t(`outcome.${outcome}.title`)}
        </Title>
        <Text c="dimmed">{t(`outcome.${outcome}.body`, facts)}</Text>
        {outcome === 'failed' && reason && <Text mt="xs">{reason}</Text>}
        {isLong && <Text mt="xs">{t('outcome.waiting.long')}</Text>}
      </div>
      <Group gap="xs" justify="center">
        <Text fw={600}>{order.number}</Text>
        <StatusBadge kind="order" status={order.status ?? ''} />
      </Group>
      <Group justify="center" mt="sm">
        {(outcome === 'failed' || outcome === 'open') && canPay && (
          <Button color="clay" loading={pay.isPending} onClick={() => pay.mutate(order.id)}>
            {t('outcome.again')}
          </Button>
        )}
        <ButtonLink to="/orders/$orderId" params={{ orderId: order.id }} variant={outcome === 'paid' ? 'filled' : 'default'}>
          {t('outcome.to_order')}
        </ButtonLink>
        {outcome === 'paid' && (
          <ButtonLink to="/shop" variant="default">
            {t('outcome.to_shop')}
          </ButtonLink>
        )}
      </Group>
    </Stack>
  );
}

function useIsLong(isWaiting: boolean): boolean {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (!isWaiting) return;
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isLong;
}
