import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Model3dList } from '@/shared/api/gen/types.gen';
import { toast, toastError, toastUndo } from '@/shared/ui/toast';
import { acts } from './api';

/** What is done to a model at once: no question before, undo after. */
export function useModelActs(openFacts: (id: string) => void) {
  const { t } = useTranslation('models');
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: ['models'] });
  const tried = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      toastError(error);
    }
  };
  const put = async (model: Model3dList, way: 'archive' | 'restore') => {
    await acts[way](model);
    await refresh();
  };
  const putUndoably = (model: Model3dList, way: 'archive' | 'restore', back: 'archive' | 'restore') =>
    tried(async () => {
      await put(model, way);
      toastUndo(t(`done.${way}`, { name: model.name }), () => tried(() => put(model, back)));
    });
  return {
    archive: (model: Model3dList) => putUndoably(model, 'archive', 'restore'),
    restore: (model: Model3dList) => putUndoably(model, 'restore', 'archive'),
    repair: (model: Model3dList) =>
      tried(async () => {
        const mended = await acts.repair(model);
        await refresh();
        toast(t('done.repair', { name: model.name }), `model-${model.id}`);
        openFacts(mended.id);
      }),
  };
}
