import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Lab, PatchedLabRequest } from '@/shared/api/gen/types.gen';
import { useEdit } from '@/shared/api/useEdit';
import { toast } from '@/shared/ui/toast';
import { labQuery } from './api';
import { editLab } from './settings';

/** Saves some of a lab's facts (those that `of` names) and keeps the answer. */
export function useSave(lab: Lab, of: (lab: Lab) => unknown, onError?: (error: unknown) => void) {
  const { t } = useTranslation('labs');
  const queries = useQueryClient();
  const { queryKey, queryFn } = labQuery(lab.id);
  return useEdit<Lab, PatchedLabRequest>({
    row: lab,
    of,
    load: () => queries.fetchQuery({ queryKey, queryFn, staleTime: 0 }),
    save: (changes, headers) => editLab(lab.id, changes, headers),
    onSaved: (saved) => {
      queries.setQueryData(queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['labs'] });
      void queries.invalidateQueries({ queryKey: ['me'] });
      toast(t('settings.saved', { lab: saved.name }), `lab-${lab.id}`);
    },
    onError,
  });
}
