import { Alert, Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Spool } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { spoolActs } from './api';

/** What the scale says, in grams of filament. */
export function CountDialog({ spool, onClose }: { spool: Spool; onClose: () => void }) {
  const { t } = useTranslation('stock');
  const queries = useQueryClient();
  const [grams, setGrams] = useState<number | string>(spool.remaining_mg / 1000);
  const [reason, setReason] = useState('');
  const name = spool.label || spool.color_name;
  const count = useMutation({
    mutationFn: () => spoolActs.count(spool.id, Math.round(Number(grams) * 1000), reason.trim()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['spools'] });
      toast(t('spool.done.count', { name }), 'spool');
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={t('spool.count', { name })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (grams !== '') count.mutate();
        }}
      >
        <Stack>
          <Text c="dimmed">{t('spool.count_why')}</Text>
          <NumberInput
            label={t('left')}
            suffix=" g"
            min={0}
            max={spool.initial_mg / 1000}
            decimalScale={1}
            value={grams}
            onChange={setGrams}
            data-autofocus
          />
          <TextInput label={t('spool.reason')} maxLength={200} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          {count.error ? (
            <Alert role="alert" color="red" variant="outline">
              {sentenceOf(count.error)}
            </Alert>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={count.isPending} disabled={grams === ''}>
              {t('spool.count_verb')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
