import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Payment } from '@/shared/api/gen/types.gen';
import { TextLink } from '@/shared/ui/links';
import { Money } from '@/shared/ui/Money';
import { onDemand } from '@/shared/ui/onDemand';
import { When } from '@/shared/ui/When';
import { type Decision, toDecideQuery } from './api';

const DecisionDialog = onDemand(async () => (await import('./DecisionDialog')).DecisionDialog);

/** Payments that brought something else than was asked for; nothing is shown while there is none. */
export function Decisions() {
  const { t } = useTranslation('office');
  const { data: waiting = [] } = useQuery(toDecideQuery);
  const [asked, setAsked] = useState<{ payment: Payment; decision: Decision }>();
  if (waiting.length === 0) return null;
  return (
    <Alert
      component="section"
      role="region"
      color="grape"
      variant="outline"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('decide.title', { count: waiting.length })}
    >
      <Stack component="ul" gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
        {waiting.map((payment) => (
          <li key={payment.id}>
            <Group justify="space-between" wrap="wrap" gap="sm">
              <Came payment={payment} />
              <Group gap="xs">
                {payment.allowed_actions.includes('refuse') && (
                  <Button variant="default" onClick={() => setAsked({ payment, decision: 'refuse' })}>
                    {t('decide.refuse')}
                  </Button>
                )}
                {payment.allowed_actions.includes('accept') && (
                  <Button onClick={() => setAsked({ payment, decision: 'accept' })}>{t('decide.accept')}</Button>
                )}
              </Group>
            </Group>
          </li>
        ))}
      </Stack>
      {asked && <DecisionDialog {...asked} onClose={() => setAsked(undefined)} />}
    </Alert>
  );
}

function Came({ payment: { payable, label, amount, received, currency, paid_at, created_at } }: { payment: Payment }) {
  const { t } = useTranslation('office');
  return (
    <Stack gap={2}>
      <Text fw={500}>
        <TextLink to="/platform/orders/$orderId" params={{ orderId: payable }}>
          {label}
        </TextLink>
      </Text>
      <Text>
        {received > 0 ? (
          <>
            <Money value={{ amount: received, currency }} /> {t('decide.instead_of')} <Money value={{ amount, currency }} />
          </>
        ) : (
          <>
            {t('decide.foreign')} <Money value={{ amount, currency }} />
          </>
        )}
      </Text>
      <Text size="sm" c="dimmed">
        <When at={paid_at ?? created_at} />
      </Text>
    </Stack>
  );
}
