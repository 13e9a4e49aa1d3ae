import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  categoriesList,
  inventoryCountsCreate,
  inventoryItemsReceiveCreate,
  inventoryLevelsList,
  productImagesDestroy,
  productImagesPartialUpdate,
  productsCreate,
  productsDestroy,
  productsList,
  productsPartialUpdate,
  productsPictureOrderCreate,
  productsPublishCreate,
  productsRetrieve,
  productsVariantsCreate,
  productsWithdrawCreate,
  variantsDestroy,
  variantsPartialUpdate,
} from '@/shared/api/gen/sdk.gen';
import type {
  Category,
  NewProductRequest,
  NewVariantRequest,
  PaginatedProductCardList,
  PatchedPictureRequest,
  PatchedVariantRequest,
  PatchedWriteProductRequest,
  Product,
} from '@/shared/api/gen/types.gen';
import type { IfMatch } from '@/shared/api/useEdit';
import type { Language } from '@/shared/i18n';
import { postForm } from '@/shared/upload/sendFile';

export const PAGE_SIZE = 25;
/** Base units of one piece, as the ledger counts. */
export const PIECE = 1000;

export type ProductsSearch = {
  search?: string;
  lab?: string;
  published?: boolean;
  /** Without a name in this language. */
  missing?: Language;
  sort?: string;
  page?: number /** The table that is being imported; `new` before it is sent. */;
  table?: string;
};

export const productsQuery = ({ search, lab, published, missing, sort, page = 1 }: ProductsSearch) =>
  queryOptions({
    queryKey: ['products', 'office', { search, lab, published, missing, sort, page }],
    queryFn: async ({ signal }) => {
      const query = { mine: true, search, lab, published, missing, ordering: sort, page, page_size: PAGE_SIZE };
      return (await productsList({ query, signal })).data as PaginatedProductCardList;
    },
    placeholderData: keepPreviousData,
  });

export const productQuery = (slug: string) =>
  queryOptions({
    queryKey: ['products', 'office', 'one', slug],
    queryFn: async ({ signal }) => (await productsRetrieve({ path: { slug }, signal })).data as Product,
  });

export const categoriesQuery = queryOptions({
  queryKey: ['categories'],
  queryFn: async ({ signal }) => ((await categoriesList({ signal })).data ?? []) as Category[],
  staleTime: 5 * 60_000,
});

/** Where the pieces of a variant lie. */
export const levelsQuery = (item: string) =>
  queryOptions({
    queryKey: ['levels', item],
    queryFn: async ({ signal }) => (await inventoryLevelsList({ query: { item, page_size: 100 }, signal })).data?.results ?? [],
  });

/** Prices in other currencies are written with a variant, though the answer names them apart. */
export type VariantChanges = PatchedVariantRequest & { prices?: Record<string, number> };

export const productActs = {
  add: async (body: NewProductRequest) => (await productsCreate({ body })).data as Product,
  edit: async (slug: string, body: PatchedWriteProductRequest, headers: IfMatch) =>
    (await productsPartialUpdate({ path: { slug }, body, headers })).data as Product,
  load: async (slug: string) => (await productsRetrieve({ path: { slug } })).data as Product,
  remove: (slug: string) => productsDestroy({ path: { slug } }),
  publish: async (slug: string, isPublished: boolean) =>
    (await (isPublished ? productsPublishCreate : productsWithdrawCreate)({ path: { slug } })).data as Product,
};

export const variantActs = {
  add: async (slug: string, body: NewVariantRequest) => (await productsVariantsCreate({ path: { slug }, body })).data as Product,
  edit: (id: string, body: VariantChanges) => variantsPartialUpdate({ path: { id }, body }),
  remove: (id: string) => variantsDestroy({ path: { id } }),
  /** Under the same key it happens once, however often it is sent. */
  receive: (item: string, pieces: number, reason: string, key: string) =>
    inventoryItemsReceiveCreate({
      path: { id: item },
      body: { quantity: pieces * PIECE, ...(reason && { reason }) },
      headers: { 'Idempotency-Key': key },
    }),
  count: (lab: string, item: string, location: string | undefined, pieces: number, reason: string, key: string) =>
    inventoryCountsCreate({
      body: { lab, ...(reason && { reason }), lines: [{ item, on_hand: pieces * PIECE, ...(location && { location }) }] },
      headers: { 'Idempotency-Key': key },
    }),
};

export const pictureActs = {
  add: (slug: string, image: File, onProgress: (share: number) => void) =>
    postForm<Product>(`/api/products/${slug}/pictures/`, { image }, { onProgress }),
  describe: (id: string, body: PatchedPictureRequest) => productImagesPartialUpdate({ path: { id }, body }),
  remove: (id: string) => productImagesDestroy({ path: { id } }),
  order: async (slug: string, ids: string[]) => (await productsPictureOrderCreate({ path: { slug }, body: { ids } })).data as Product,
};
