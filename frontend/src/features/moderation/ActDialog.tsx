import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModerationReport } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { perform, type ReportAct, reportQuery } from './api';

const GRAVE: ReportAct[] = ['cancel_event', 'remove_pet', 'deactivate'];
const LONGEST_REASON = 1000;

/** Says what the act does and to whom, asks for words that are kept with it, then does it. */
export function ActDialog({ report, act, onClose }: { report: ModerationReport; act: ReportAct; onClose: () => void }) {
  const { t } = useTranslation('moderation');
  const queries = useQueryClient();
  const [words, setWords] = useState('');
  const carryOut = useMutation({
    mutationFn: () => perform(report.id, act, words.trim()),
    onSuccess: (saved) => {
      queries.setQueryData(reportQuery(report.id).queryKey, saved);
      toast(t(`done.${act}`), `report-${report.id}`);
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['reports'] }),
  });
  return (
    <Dialog onClose={onClose} title={t(`act.${act}`)}>
      <form
        onSubmit={(submit) => {
          submit.preventDefault();
          carryOut.mutate();
        }}
      >
        <Stack>
          <Text c="dimmed">{t(`means.${act}`, { name: report.about?.display_name, label: report.label })}</Text>
          <Textarea
            label={t('act_words')}
            description={t(`told.${act}`)}
            autosize
            minRows={2}
            maxLength={LONGEST_REASON}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            data-autofocus
          />
          {carryOut.error ? (
            <Alert role="alert" color="red" variant="outline">
              {sentenceOf(carryOut.error)}
            </Alert>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" color={GRAVE.includes(act) ? 'red.8' : undefined} loading={carryOut.isPending}>
              {t(`act.${act}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
