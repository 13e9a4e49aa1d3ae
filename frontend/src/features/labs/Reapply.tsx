import { Alert, Button, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lab } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { toast } from '@/shared/ui/toast';
import { historyQuery, reapply } from './api';

/** After a rejection: why, what has changed since, and once more to the admins. */
export function Reapply({ lab }: { lab: Lab }) {
  const { t } = useTranslation('labs');
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const { data: history = [] } = useQuery(historyQuery(lab.id));
  const rejection = history
    .filter(({ to_status }) => to_status === 'rejected')
    .toSorted((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))[0];
  const again = useMutation({
    mutationFn: () => reapply(lab.id, reason),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['labs'] });
      toast(t('apply.sent', { lab: lab.name }));
    },
  });
  return (
    <Alert color="red" variant="outline" title={t('reapply.title')} mb="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          again.mutate();
        }}
      >
        <Stack align="flex-start">
          {rejection?.reason && <Text style={{ whiteSpace: 'pre-line' }}>{rejection.reason}</Text>}
          <Textarea
            label={t('reapply.reason')}
            required
            w="100%"
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {again.error ? (
            <Text c="red" role="alert">
              {sentenceOf(again.error)}
            </Text>
          ) : null}
          <Button type="submit" loading={again.isPending}>
            {t('reapply.send')}
          </Button>
        </Stack>
      </form>
    </Alert>
  );
}
