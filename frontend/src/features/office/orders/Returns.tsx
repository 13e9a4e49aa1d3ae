import { Alert, Button, Card, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order, Return } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { toast } from '@/shared/ui/toast';
import { returnActs, returnsQuery } from './api';

const ACTS = ['decline', 'approve', 'receive'] as const;
type Act = (typeof ACTS)[number];

/** What the customer wants to give back, and the answer to it. */
export function Returns({ order }: { order: Order }) {
  const { t } = useTranslation('office');
  const { data: rows = [] } = useQuery({ ...returnsQuery(order.id), enabled: order.returns.length > 0 });
  const [ask, setAsk] = useState<{ row: Return; act: Act }>();
  if (rows.length === 0) return null;
  return (
    <Card component="section" aria-label={t('returns.title')}>
      <Title order={2} fz="lg" mb="sm">
        {t('returns.title')}
      </Title>
      <Stack gap="md">
        {rows.map((row) => (
          <Stack key={row.id} gap="xs">
            <Group gap="xs">
              <StatusBadge kind="return" status={row.status ?? ''} size="md" />
              <Text>{t('order.parcel_pieces', { count: row.lines.reduce((sum, { quantity }) => sum + quantity, 0) })}</Text>
            </Group>
            <Text>{row.reason}</Text>
            {row.answer && <Text c="dimmed">{row.answer}</Text>}
            <Group gap="xs">
              {ACTS.filter((act) => row.allowed_actions.includes(act)).map((act) => (
                <Button key={act} variant="default" onClick={() => setAsk({ row, act })}>
                  {t(`returns.${act}`)}
                </Button>
              ))}
            </Group>
          </Stack>
        ))}
      </Stack>
      {ask && <Answer {...ask} onClose={() => setAsk(undefined)} />}
    </Card>
  );
}

function Answer({ row, act, onClose }: { row: Return; act: Act; onClose: () => void }) {
  const { t } = useTranslation('office');
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const send = useMutation({
    mutationFn: (): Promise<unknown> => (act === 'receive' ? returnActs.receive(row.id) : returnActs[act](row.id, text.trim())),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['orders'] });
      toast(t(`returns.${act}_done`), 'order');
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={t(`returns.${act}_title`)}>
      <Stack>
        <Text>{t(`returns.${act}_why`)}</Text>
        {act !== 'receive' && (
          <Textarea
            label={t('returns.answer')}
            required={act === 'decline'}
            maxLength={1000}
            autosize
            minRows={2}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            data-autofocus
          />
        )}
        {send.error ? (
          <Alert role="alert" color="red" variant="outline">
            {sentenceOf(send.error)}
          </Alert>
        ) : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button loading={send.isPending} disabled={act === 'decline' && !text.trim()} onClick={() => send.mutate()}>
            {t(`returns.${act}`)}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
