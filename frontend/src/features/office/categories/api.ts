import { categoriesCreate, categoriesDestroy, categoriesPartialUpdate } from '@/shared/api/gen/sdk.gen';
import type { Category, CategoryRequest, PatchedCategoryRequest } from '@/shared/api/gen/types.gen';

export { categoriesQuery } from '../products/api';

export const CATEGORY_TEXTS = ['name', 'description'] as const;

export const categoryActs = {
  add: async (body: CategoryRequest) => (await categoriesCreate({ body })).data as Category,
  edit: async (id: string, body: PatchedCategoryRequest) => (await categoriesPartialUpdate({ path: { id }, body })).data as Category,
  remove: (id: string) => categoriesDestroy({ path: { id } }),
};
