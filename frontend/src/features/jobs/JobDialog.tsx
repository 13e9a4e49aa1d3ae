import { Alert, Button, FileInput, Group, NumberInput, Select, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailureReasonEnum, PrintJob, PrintJobList } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { nameOf } from '@/shared/lib/people';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { acts, machinesQuery } from './api';
import { bestPrinter, LabPicker, MachinePicker } from './Choices';

export type DialogAct =
  | 'reject'
  | 'cancel'
  | 'ask'
  | 'answer'
  | 'assign'
  | 'progress'
  | 'pause'
  | 'complete'
  | 'fail'
  | 'retry'
  | 'reassign';

const FAILURES: FailureReasonEnum[] = ['adhesion', 'warping', 'layer_shift', 'stringing', 'under_extrusion', 'clog', 'power', 'other'];
const NEEDS_TEXT = new Set<DialogAct>(['reject', 'ask', 'answer']);
const HAS_TEXT = new Set<DialogAct>([...NEEDS_TEXT, 'cancel', 'pause', 'fail']);
const HAS_PRINTER = new Set<DialogAct>(['assign', 'retry']);

type DialogJob = PrintJobList & Partial<Pick<PrintJob, 'spool'>>;
type Props = { job: DialogJob; act: DialogAct; onClose: () => void };

/** Asks for the facts that an act needs, then does it. */
export function JobDialog({ job, act, onClose }: Props) {
  const { t } = useTranslation('jobs');
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [chosen, setPrinter] = useState<string>();
  const [spool, setSpool] = useState<string | null>(job.spool?.id ?? null);
  const [lab, setLab] = useState<string | null>(null);
  const [reason, setReason] = useState<FailureReasonEnum>('adhesion');
  const [photo, setPhoto] = useState<File | null>(null);
  const machines = useQuery({ ...machinesQuery(job.id), enabled: HAS_PRINTER.has(act) });
  const isNow = act === 'retry';
  const printer = chosen ?? bestPrinter(machines.data?.printers ?? [], job.printer?.id, isNow);
  const [percent, setPercent] = useState<number>(job.live?.progress_percent ?? 0);
  const [grams, setGrams] = useState<number | ''>('');

  const perform = useMutation({
    mutationFn: async () => {
      const id = job.id;
      const run: Record<DialogAct, () => Promise<unknown>> = {
        reject: () => acts.reject(id, text),
        cancel: () => acts.cancel(id, text),
        ask: () => acts.ask(id, text),
        answer: () => acts.answer(id, text),
        assign: () => acts.assign(id, printer ?? '', spool ?? undefined),
        progress: () => acts.progress(id, percent),
        pause: () => acts.pause(id, text),
        complete: () => acts.complete(id, grams === '' ? undefined : Math.round(grams * 1000)),
        fail: () => acts.fail(id, { reason, note: text, photo: photo ?? undefined }),
        retry: () => acts.retry(id, printer, spool ?? undefined),
        reassign: () => acts.reassign(id, lab ?? ''),
      };
      await run[act]();
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['print-jobs'] });
      toast(t(`done.${act}`, { number: job.number }), `job-${job.id}`);
      onClose();
    },
  });

  const isIncomplete = (NEEDS_TEXT.has(act) && !text.trim()) || (HAS_PRINTER.has(act) && !printer) || (act === 'reassign' && !lab);
  const isDanger = act === 'reject' || act === 'cancel' || act === 'fail';

  return (
    <Dialog onClose={onClose} title={t(`ask.${act}`, { number: job.number })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isIncomplete) perform.mutate();
        }}
      >
        <Stack>
          <Text c="dimmed">{t(`explain.${act}`, { number: job.number, name: job.model.name, customer: nameOf(job.customer.name) })}</Text>
          {act === 'fail' && (
            <Select
              label={t('field.failure')}
              data={FAILURES.map((one) => ({ value: one, label: t(`failure.${one}`) }))}
              value={reason}
              onChange={(value) => setReason(value as FailureReasonEnum)}
              allowDeselect={false}
            />
          )}
          {HAS_PRINTER.has(act) && (
            <MachinePicker query={machines} isNow={isNow} printer={printer} spool={spool} onPrinter={setPrinter} onSpool={setSpool} />
          )}
          {act === 'reassign' && <LabPicker job={job.id} value={lab} onChange={setLab} />}
          {act === 'progress' && (
            <NumberInput
              label={t('field.percent')}
              suffix=" %"
              min={job.live?.progress_percent ?? 0}
              max={100}
              value={percent}
              onChange={(value) => setPercent(Number(value))}
              data-autofocus
            />
          )}
          {act === 'complete' && (
            <NumberInput
              label={t('field.grams')}
              description={t('field.grams_help')}
              suffix=" g"
              min={0}
              decimalScale={1}
              value={grams}
              onChange={(value) => setGrams(value === '' ? '' : Number(value))}
            />
          )}
          {HAS_TEXT.has(act) && (
            <Textarea
              label={t(`field.${act}_text`)}
              required={NEEDS_TEXT.has(act)}
              autosize
              minRows={2}
              maxLength={2000}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              data-autofocus
            />
          )}
          {act === 'fail' && <FileInput label={t('field.photo')} accept="image/*" clearable value={photo} onChange={setPhoto} />}
          {perform.error ? (
            <Alert role="alert" color="red" variant="outline">
              {sentenceOf(perform.error)}
            </Alert>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" color={isDanger ? 'red.8' : undefined} loading={perform.isPending} disabled={isIncomplete}>
              {t(`act.${act}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
