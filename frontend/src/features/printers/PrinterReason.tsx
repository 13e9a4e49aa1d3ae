import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Printer } from '@/shared/api/gen/types.gen';
import { ReasonDialog } from '@/shared/ui/ReasonDialog';
import { toast } from '@/shared/ui/toast';
import { performReasoned, type ReasonedAct } from './api';

/** Asks why, then changes what the machine may be used for. */
export function PrinterReason({ printer, act, onClose }: { printer: Printer; act: ReasonedAct; onClose: () => void }) {
  const { t } = useTranslation('printers');
  const queries = useQueryClient();
  return (
    <ReasonDialog
      title={t(`ask.${act}`, { printer: printer.name })}
      body={t(`explain.${act}`)}
      label={t('reason')}
      verb={t(`act.${act}`)}
      isFinal={act === 'retire'}
      act={(reason) => performReasoned(printer.id, act, reason)}
      onDone={() => {
        void queries.invalidateQueries({ queryKey: ['printers'] });
        toast(t(`done.${act}`, { printer: printer.name }), `printer-${printer.id}`);
      }}
      onClose={onClose}
    />
  );
}
