import { Alert, Button, Group, Select, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Printer } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { formatMass } from '@/shared/lib/format';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { loadSpool, spoolsQuery } from './api';

/** Which spool is on the machine: one of the lab's, or none. */
export function SpoolDialog({ printer, onClose }: { printer: Printer; onClose: () => void }) {
  const { t, i18n } = useTranslation('printers');
  const queries = useQueryClient();
  const spools = useQuery(spoolsQuery(printer.lab.id));
  const [spool, setSpool] = useState<string | null>(printer.loaded_spool?.id ?? null);
  const load = useMutation({
    mutationFn: () => loadSpool(printer.id, spool),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['printers'] });
      toast(t(spool ? 'done.load_spool' : 'done.unload_spool', { printer: printer.name }), `printer-${printer.id}`);
      onClose();
    },
  });
  const problem = load.error ?? spools.error;
  return (
    <Dialog onClose={onClose} title={t('ask.load_spool', { printer: printer.name })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          load.mutate();
        }}
      >
        <Stack>
          <Select
            label={t('spool')}
            description={t('spool_help')}
            placeholder={t('no_spool')}
            data={(spools.data ?? []).map((one) => ({
              value: one.id,
              label: `${one.label ? `${one.label} · ` : ''}${one.material.name} ${one.color_name} · ${formatMass(one.remaining_mg, i18n.language)}`,
            }))}
            value={spool}
            onChange={setSpool}
            searchable
            clearable
            data-autofocus
          />
          {problem ? (
            <Alert role="alert" color="red" variant="outline">
              {sentenceOf(problem)}
            </Alert>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={load.isPending}>
              {t(spool ? 'act.load_spool' : 'act.unload_spool')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
