import { Alert, Button, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lab } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { toast } from '@/shared/ui/toast';
import { reapply } from './api';

/** After a rejection: what has changed, and once more to the admins. */
export function Reapply({ lab }: { lab: Lab }) {
  const { t } = useTranslation('labs');
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
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
