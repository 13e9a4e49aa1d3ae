import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Order, Return } from '@/shared/api/gen/types.gen';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { QueryView } from '@/shared/ui/states';
import { toast, toastError } from '@/shared/ui/toast';
import { acts, returnsQuery } from './api';

/** What is to go back, what the lab said, and a change of mind. */
export function Returns({ order }: { order: Order }) {
  const query = useQuery(returnsQuery(order.id));
  return (
    <QueryView query={query}>
      {(rows) => (
        <Stack component="ul" gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
          {rows.map((row) => (
            <li key={row.id}>
              <OneReturn row={row} order={order} />
            </li>
          ))}
        </Stack>
      )}
    </QueryView>
  );
}

function OneReturn({ row, order }: { row: Return; order: Order }) {
  const { t } = useTranslation('orders');
  const queries = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => acts.withdrawReturn(row.id),
    onSuccess: () => toast(t('return.withdrawn'), `return-${row.id}`),
    onError: (error) => toastError(error, `return-${row.id}`),
    onSettled: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  });
  const titles = new Map(order.lines.map(({ id, title }) => [id, title]));
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <StatusBadge kind="return" status={row.status ?? ''} size="md" />
        <Text size="sm">{row.lines.map(({ line, quantity }) => `${quantity} × ${titles.get(line) ?? ''}`).join(', ')}</Text>
      </Group>
      <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
        {row.reason}
      </Text>
      {row.answer && <Text size="sm">{t('return.answer', { text: row.answer })}</Text>}
      {row.allowed_actions.includes('withdraw') && (
        <Group>
          <Button variant="subtle" size="compact-sm" ms={-8} loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t('return.withdraw')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
