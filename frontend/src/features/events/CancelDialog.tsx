import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Event } from '@/shared/api/gen/types.gen';
import { ReasonDialog } from '@/shared/ui/ReasonDialog';
import { toast } from '@/shared/ui/toast';
import { acts, eventQuery } from './api';

/** Asks before an event is called off: it cannot be taken up again, and who wanted to come is told why. */
export function CancelDialog({ event, onClose }: { event: Event; onClose: () => void }) {
  const { t } = useTranslation('events');
  const queries = useQueryClient();
  return (
    <ReasonDialog
      title={t('cancel.title', { title: event.title })}
      body={t('cancel.body')}
      label={t('cancel.reason')}
      help={t('cancel.reason_help')}
      verb={t('cancel.verb')}
      keep={t('cancel.keep')}
      isFinal
      act={(reason) => acts.cancel(event.id, reason)}
      onDone={(saved) => {
        queries.setQueryData(eventQuery(event.id).queryKey, saved);
        toast(t('cancel.done', { title: event.title }), `event-${event.id}`);
      }}
      onSettled={() => queries.invalidateQueries({ queryKey: ['events'] })}
      onClose={onClose}
    />
  );
}
