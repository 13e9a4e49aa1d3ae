import { Button, Group, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintJob } from '@/shared/api/gen/types.gen';
import { useOffer } from '@/shared/commands/registry';
import { onDemand } from '@/shared/ui/onDemand';
import { toast, toastError } from '@/shared/ui/toast';
import { acts } from './api';
import type { DialogAct } from './JobDialog';

const JobDialog = onDemand(() => import('./JobDialog').then((file) => file.JobDialog));

type DirectAct = 'accept' | 'start' | 'resume';
type Act = DialogAct | DirectAct;

/** The likeliest next step first; what is not allowed now is not there. */
const ORDER: Act[] = [
  'accept',
  'start',
  'complete',
  'resume',
  'retry',
  'answer',
  'assign',
  'progress',
  'pause',
  'ask',
  'reassign',
  'fail',
  'reject',
  'cancel',
];
const DIRECT = new Set<Act>(['accept', 'start', 'resume']);

export function JobActions({ job }: { job: PrintJob }) {
  const { t } = useTranslation('jobs');
  const queries = useQueryClient();
  const [open, setOpen] = useState<DialogAct>();
  const perform = useMutation({
    mutationFn: (act: DirectAct) => acts[act](job.id) as Promise<unknown>,
    onSuccess: (_, act) => toast(t(`done.${act}`, { number: job.number }), `job-${job.id}`),
    onError: (error) => toastError(error, `job-${job.id}`),
    onSettled: () => queries.invalidateQueries({ queryKey: ['print-jobs'] }),
  });

  const possible = ORDER.filter((act) => job.allowed_actions.includes(act) && (act !== 'answer' || job.has_open_question));
  const needsPrinter = possible.includes('assign') && !job.printer;
  const [first, ...rest] = needsPrinter ? ['assign' as Act, ...possible.filter((act) => act !== 'assign' && act !== 'start')] : possible;
  const run = (act: Act) => (DIRECT.has(act) ? perform.mutate(act as DirectAct) : setOpen(act as DialogAct));
  useOffer(possible.map((act) => ({ id: act, label: t(`act.${act}`), description: job.number, run: () => run(act) })));
  if (!first) return null;

  return (
    <Group gap="xs">
      <Button loading={perform.isPending} variant={first === 'cancel' ? 'default' : 'filled'} onClick={() => run(first)}>
        {t(`act.${first}`)}
      </Button>
      {rest.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
              {t('common:action.more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((act) => (
              <Menu.Item key={act} onClick={() => run(act)}>
                {t(`act.${act}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {open && <JobDialog job={job} act={open} onClose={() => setOpen(undefined)} />}
    </Group>
  );
}
