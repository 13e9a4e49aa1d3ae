import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Printer } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { performReasoned, type ReasonedAct } from './api';

/** Asks why, then changes what the machine may be used for. */
export function ReasonDialog({ printer, act, onClose }: { printer: Printer; act: ReasonedAct; onClose: () => void }) {
  const { t } = useTranslation('printers');
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const perform = useMutation({
    mutationFn: () => performReasoned(printer.id, act, reason.trim()),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['printers'] });
      toast(t(`done.${act}`, { printer: printer.name }), `printer-${printer.id}`);
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={t(`ask.${act}`, { printer: printer.name })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          perform.mutate();
        }}
      >
        <Stack>
          <Text c="dimmed">{t(`explain.${act}`)}</Text>
          <Textarea
            label={t('reason')}
            autosize
            minRows={2}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
          />
          {perform.error ? (
            <Alert role="alert" color="red" variant="outline">
              {sentenceOf(perform.error)}
            </Alert>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" color={act === 'retire' ? 'red.8' : undefined} loading={perform.isPending}>
              {t(`act.${act}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
