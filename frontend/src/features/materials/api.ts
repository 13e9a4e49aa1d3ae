import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { materialsCreate, materialsDestroy, materialsList, materialsPartialUpdate, materialsRetrieve } from '@/shared/api/gen/sdk.gen';
import type { Material, MaterialRequest, PaginatedMaterialList, PatchedMaterialRequest, TechnologyEnum } from '@/shared/api/gen/types.gen';
import type { IfMatch } from '@/shared/api/useEdit';

export const PAGE_SIZE = 25;
export const TECHNOLOGIES: TechnologyEnum[] = ['fdm', 'sla', 'sls'];
export type MaterialsSearch = { search?: string; technology?: TechnologyEnum; sort?: string; page?: number };

export const catalogQuery = ({ search, technology, sort, page = 1 }: MaterialsSearch) =>
  queryOptions({
    queryKey: ['materials', 'catalog', { search, technology, sort, page }],
    queryFn: async ({ signal }) => {
      const query = { search, technology, ordering: sort, page, page_size: PAGE_SIZE };
      return (await materialsList({ query, signal })).data as PaginatedMaterialList;
    },
    placeholderData: keepPreviousData,
  });

export const acts = {
  add: async (body: MaterialRequest) => (await materialsCreate({ body })).data as Material,
  edit: async (id: string, body: PatchedMaterialRequest, headers: IfMatch = {}) =>
    (await materialsPartialUpdate({ path: { id }, body, headers })).data as Material,
  load: async (id: string) => (await materialsRetrieve({ path: { id } })).data as Material,
  remove: (id: string) => materialsDestroy({ path: { id } }),
};
