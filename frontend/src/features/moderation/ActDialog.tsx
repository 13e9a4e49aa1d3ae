import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ModerationReport } from '@/shared/api/gen/types.gen';
import { ReasonDialog } from '@/shared/ui/ReasonDialog';
import { toast } from '@/shared/ui/toast';
import { perform, type ReportAct, reportQuery } from './api';

const GRAVE: ReportAct[] = ['cancel_event', 'remove_pet', 'remove_message', 'deactivate'];

/** Says what the act does and to whom, asks for words that are kept with it, then does it. */
export function ActDialog({ report, act, onClose }: { report: ModerationReport; act: ReportAct; onClose: () => void }) {
  const { t } = useTranslation('moderation');
  const queries = useQueryClient();
  return (
    <ReasonDialog
      title={t(`act.${act}`)}
      body={t(`means.${act}`, { name: report.about?.display_name, label: report.label })}
      label={t('act_words')}
      help={t(`told.${act}`)}
      verb={t(`act.${act}`)}
      isFinal={GRAVE.includes(act)}
      act={(words) => perform(report.id, act, words)}
      onDone={(saved) => {
        queries.setQueryData(reportQuery(report.id).queryKey, saved);
        toast(t(`done.${act}`), `report-${report.id}`);
      }}
      onSettled={() => queries.invalidateQueries({ queryKey: ['reports'] })}
      onClose={onClose}
    />
  );
}
