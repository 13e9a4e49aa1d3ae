import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  modelsArchiveCreate,
  modelsList,
  modelsPartialUpdate,
  modelsRepairCreate,
  modelsRescaleCreate,
  modelsRestoreCreate,
  modelsRetrieve,
} from '@/shared/api/gen/sdk.gen';
import type { Model3d, Model3dList, PaginatedModel3dListList, UnitEnum } from '@/shared/api/gen/types.gen';
import { onFrame } from '@/shared/realtime';
import type { ModelsSearch } from './search';

export const PAGE_SIZE = 24;
export const UNITS: UnitEnum[] = ['mm', 'cm', 'm', 'inch', 'foot', 'micron'];

const ASK_AGAIN_MS = 3_000;
const PICTURE_MS = 60_000;

/** Still being looked at, or so new that its picture may be on its way. */
const isUnfinished = ({ status, thumbnail_url, created_at }: Model3dList) =>
  status === 'analyzing' || (status === 'ready' && !thumbnail_url && Date.now() - Date.parse(created_at) < PICTURE_MS);

export const modelsQuery = ({ search, status, archived, sort, page = 1 }: ModelsSearch) =>
  queryOptions({
    queryKey: ['models', 'mine', { search, status, archived, sort, page }],
    queryFn: async ({ signal }) => {
      const query = { search, status, archived, ordering: sort, page, page_size: PAGE_SIZE };
      return (await modelsList({ query, signal })).data as PaginatedModel3dListList;
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.results.some(isUnfinished) ? ASK_AGAIN_MS : false),
  });

export const modelQuery = (id: string) =>
  queryOptions({
    queryKey: ['models', id],
    queryFn: async ({ signal }) => (await modelsRetrieve({ path: { id }, signal })).data as Model3d,
    refetchInterval: ({ state }) => (state.data?.status === 'analyzing' ? ASK_AGAIN_MS : false),
  });

const of = ({ id }: Pick<Model3dList, 'id'>) => ({ path: { id } });

export const acts = {
  rename: (model: Model3dList, name: string) => modelsPartialUpdate({ ...of(model), body: { name } }),
  archive: (model: Model3dList) => modelsArchiveCreate(of(model)),
  restore: (model: Model3dList) => modelsRestoreCreate(of(model)),
  rescale: (model: Model3dList, unit: UnitEnum) => modelsRescaleCreate({ ...of(model), body: { unit } }),
  repair: async (model: Model3dList) => (await modelsRepairCreate(of(model))).data as Model3d,
};

onFrame('status.changed', ({ kind }) => (kind === 'model' ? [['models', 'mine']] : []));
