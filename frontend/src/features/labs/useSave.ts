import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Lab, PatchedLabRequest } from '@/shared/api/gen/types.gen';
import { toast } from '@/shared/ui/toast';
import { labQuery } from './api';
import { editLab } from './settings';

/** Saves some of a lab's facts and keeps the answer. */
export function useSave(lab: Lab) {
  const { t } = useTranslation('labs');
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (changes: PatchedLabRequest) => editLab(lab.id, changes),
    onSuccess: (saved) => {
      queries.setQueryData(labQuery(lab.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['labs'] });
      void queries.invalidateQueries({ queryKey: ['me'] });
      toast(t('settings.saved', { lab: saved.name }), `lab-${lab.id}`);
    },
  });
}
