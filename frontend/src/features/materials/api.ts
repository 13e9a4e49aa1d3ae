import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { materialsCreate, materialsDestroy, materialsList, materialsPartialUpdate } from '@/shared/api/gen/sdk.gen';
import type { MaterialRequest, PaginatedMaterialList, PatchedMaterialRequest, TechnologyEnum } from '@/shared/api/gen/types.gen';

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
  add: (body: MaterialRequest) => materialsCreate({ body }),
  edit: (id: string, body: PatchedMaterialRequest) => materialsPartialUpdate({ path: { id }, body }),
  remove: (id: string) => materialsDestroy({ path: { id } }),
};
