import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Endpoint, FreshEndpoint } from '@/shared/api/gen/types.gen';
import { useOffer } from '@/shared/commands/registry';
import { onDemand } from '@/shared/ui/onDemand';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { webhooksQuery } from './api';
import { EndpointCard } from './EndpointCard';

const EndpointDialog = onDemand(() => import('./EndpointDialog').then((file) => file.EndpointDialog));
const NewSecret = onDemand(() => import('./NewSecret').then((file) => file.NewSecret));
const DeliveryLog = onDemand(() => import('./DeliveryLog').then((file) => file.DeliveryLog));

type Open = { what: 'new' } | { what: 'edit' | 'log'; endpoint: Endpoint } | { what: 'secret'; endpoint: FreshEndpoint };

/** Addresses that are told what happens. */
export function Webhooks() {
  const { t } = useTranslation('integrations');
  const query = useQuery(webhooksQuery);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  useOffer([{ id: 'add-webhook', label: t('webhooks.add'), run: () => setOpen({ what: 'new' }) }]);
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen({ what: 'new' })}>
      {t('webhooks.add')}
    </Button>
  );
  return (
    <Stack>
      <Text c="dimmed" maw={640}>
        {t('webhooks.lead')}
      </Text>
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={2} height={120} />}
        isEmpty={(rows) => rows.length === 0}
        empty={
          <EmptyState title={t('webhooks.empty')} action={add}>
            {t('webhooks.empty_why')}
          </EmptyState>
        }
      >
        {(rows) => (
          <Stack>
            <Group>{add}</Group>
            {rows.map((endpoint) => (
              <EndpointCard
                key={endpoint.id}
                endpoint={endpoint}
                onEdit={() => setOpen({ what: 'edit', endpoint })}
                onLog={() => setOpen({ what: 'log', endpoint })}
                onSecret={(fresh) => setOpen({ what: 'secret', endpoint: fresh })}
              />
            ))}
          </Stack>
        )}
      </QueryView>
      {open?.what === 'new' && <EndpointDialog onClose={close} onMade={(endpoint) => setOpen({ what: 'secret', endpoint })} />}
      {open?.what === 'edit' && <EndpointDialog endpoint={open.endpoint} onClose={close} onMade={close} />}
      {open?.what === 'secret' && <NewSecret endpoint={open.endpoint} onClose={close} />}
      {open?.what === 'log' && <DeliveryLog endpoint={open.endpoint} onClose={close} />}
    </Stack>
  );
}
